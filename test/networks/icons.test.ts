import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { BRANDS, brandIcon, DRAWN, iconModule, iconPath, OTHERS } from '../../scripts/icons.ts';
import { allNetworks } from './all-networks.ts';

const FOLDER = new URL('../../src/networks/icons/', import.meta.url);
const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ''));
const icons = new Map<string, string>();
for (const file of files) icons.set(((await import(`${FOLDER}${file}.ts`)) as { default: string }).default, file);

describe('icons', () => {
  for (const name of Object.keys({ ...BRANDS, ...OTHERS })) {
    it(`${name} is that of its package as it is installed: else run npm run icons`, () => {
      assert.equal(readFileSync(iconPath(name), 'utf8'), iconModule(name));
    });
  }

  it('are brands of the two packages or drawn here, each once, and each is some network’s', () => {
    assert.deepEqual(files.toSorted(), [...Object.keys(BRANDS), ...Object.keys(OTHERS), ...DRAWN].toSorted());
    assert.equal(icons.size, files.length, 'no icon is in two files');
    assert.deepEqual(new Set(allNetworks.flatMap(({ icon }) => (icon ? [icons.get(icon)] : []))), new Set(files));
  });

  it('are free: none is under terms of its own', () => {
    for (const name of Object.keys(BRANDS)) assert.doesNotThrow(() => brandIcon(name));
  });

  it('give their brand its colour', () => {
    for (const { id, icon, color } of allNetworks) {
      const name = icon && icons.get(icon)!;
      // LINE's own guidelines have a newer green. Share₂Fedi is not the owner of the protocol's mark.
      if (
        !name ||
        DRAWN.includes(name) ||
        Object.hasOwn(OTHERS, name) ||
        id === 'fediverse' ||
        id === 'line' ||
        id === 'share2fedi'
      )
        continue;
      assert.equal(color, `#${brandIcon(name).hex.toLowerCase()}`, id);
    }
  });

  it('are paths on a square of 24 units, and nothing that could be markup', () => {
    for (const [icon, name] of icons) {
      assert.match(icon, /^[Mm][MLHVCSQTAZmlhvcsqtaz\d\s.,-]{20,}$/, name);
      assert.ok(icon.length < 4_000, `${name}: ${icon.length} characters`);
    }
  });
});
