import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { packModule, packPath, shapesOf } from '../../scripts/reaction-icons.ts';
import { PRESETS } from '../../src/elements/reaction-bar/presets.ts';
import { en } from '../../src/locales/en.ts';

describe('the pictures of reactions', () => {
  for (const preset of Object.keys(PRESETS) as (keyof typeof PRESETS)[]) {
    it(`of the ${preset} preset are those of their package as it is installed: else run npm run icons`, () => {
      assert.equal(readFileSync(packPath(preset), 'utf8'), packModule(preset));
    });
  }

  it('are there for every reaction that has a name, and the other way round', () => {
    const ids = new Set(Object.values(PRESETS).flatMap((preset) => Object.keys(preset)));
    assert.deepEqual([...ids].toSorted(), Object.keys(en.messages.reactions).toSorted());
  });

  it('lose nothing: what is no plain shape is refused', () => {
    assert.deepEqual(shapesOf('<g fill="#123"><path d="M0 0"/><circle cx="2" cy="3" r="1" fill="#fff"/></g>'), [
      ['#123', 'M0 0'],
      ['#fff', 'M1 3a1 1 0 1 0 2 0a1 1 0 1 0 -2 0'],
    ]);
    for (const body of [
      '<path d="M0 0" opacity=".5"/>',
      '<g transform="scale(2)"><path d="M0 0"/></g>',
      '<rect width="1" height="1"/>',
      '<ellipse cx="1" cy="1" rx="1" ry="2" transform="rotate(30 5 5)"/>',
      '<path d="M0 0" transform="scale(2)"/>',
    ]) {
      assert.throws(() => shapesOf(body), /with|A /);
    }
  });

  it('carry the notice that their licence asks for', () => {
    assert.match(readFileSync(new URL('../../NOTICES.md', import.meta.url), 'utf8'), /Copyright \(c\) Microsoft/);
  });
});
