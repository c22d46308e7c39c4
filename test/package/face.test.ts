/** The store's public face: all that an element, or an app without our elements, has to know of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ROOT } from './source.ts';

/** Lines of a terminal or an editor on a laptop. */
const SCREEN = 50;

describe('the face of the store', () => {
  it('fits on one screen, as an editor shows it', () => {
    const lines = readFileSync(`${ROOT}dist/store/engagement-store.d.ts`, 'utf8').trim().split('\n');
    assert.ok(lines.length <= SCREEN, `${lines.length} lines`);
    assert.ok(lines.every((line) => line.length <= 130));
  });

  it('is the store, what it shows and what it needs of the world', async () => {
    const store = (await import('../../src/store/index.ts')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(store), ['EngagementStore']);
    const methods = Object.getOwnPropertyNames((store.EngagementStore as { prototype: object }).prototype);
    assert.deepEqual(methods, ['constructor', 'getState', 'subscribe', 'watch', 'view', 'share', 'react', 'close']);
  });
});
