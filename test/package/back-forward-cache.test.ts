/** What would keep a page out of the back-forward cache of every browser, wherever it stands. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSources } from './source.ts';

describe('the back-forward cache', () => {
  it('is never spoilt by unload or beforeunload', () => {
    const sources = readSources('src/**/*.ts');
    assert.ok(
      sources.some(({ code }) => /\bpagehide\b/.test(code)),
      'the code that would name them is read',
    );
    const wrong = sources.filter(({ code }) => /(?:before)?unload\b/i.test(code));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });
});
