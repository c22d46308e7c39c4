import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { toPageKey } from '../../src/contract/index.ts';
import { outboxOf, remainsOf } from './kept.ts';
import { Profile } from './profile.ts';
import { Site } from './setup.ts';

const key = toPageKey('http://news.example/a');
const reaction = (at: number, reactions: readonly string[], page: string = key) => ({
  ...{ id: `id-${at}`, type: 'reaction', page, at, reactions, previous: ['haha'] },
});

describe('what a browser keeps of ours', () => {
  const site = new Site();
  const profile = new Profile();
  let page: Page;
  before(async () => {
    await site.start();
    site.page('/', '<!doctype html><title>Kept</title>');
    page = (await profile.open()).pages()[0]!;
  });
  after(async () => {
    await profile.dispose();
    await site.dispose();
  });

  /** Fills the storages anew: localStorage by key, and IndexedDB by the database's name and the record's key. */
  async function fill(local: Record<string, unknown>, databases: Record<string, Record<string, unknown>> = {}) {
    await page.goto(site.url());
    await page.evaluate(
      async ([local, databases]) => {
        const done = (request: IDBRequest) =>
          new Promise((resolve, reject) => {
            request.addEventListener('success', resolve);
            request.addEventListener('error', reject);
          });
        localStorage.clear();
        for (const [key, value] of Object.entries(local)) localStorage.setItem(key, JSON.stringify(value));
        for (const { name } of await indexedDB.databases()) await done(indexedDB.deleteDatabase(name!));
        for (const [name, records] of Object.entries(databases)) {
          const opening = indexedDB.open(name);
          opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('records'));
          await done(opening);
          const writing = opening.result.transaction('records', 'readwrite', { durability: 'strict' });
          for (const [key, value] of Object.entries(records)) writing.objectStore('records').put(value, key);
          await new Promise((resolve) => writing.addEventListener('complete', resolve));
          opening.result.close();
        }
      },
      [local, databases] as const,
    );
  }

  it('is nothing in a new browser', async () => {
    await fill({}, { other: { 1: reaction(1, ['love']) } });
    assert.deepEqual(await outboxOf(page), []);
    assert.deepEqual(await remainsOf(page, key), { waiting: undefined, acknowledged: [] });
  });

  it('is found in localStorage, where there is no database', async () => {
    await fill({
      'gaung:outbox:http://x/:1': { v: 1, sent: true, interaction: reaction(1, ['love']) },
      'gaung:outbox:http://x/:2': { v: 1, sent: false, interaction: reaction(2, []) },
      [`gaung:choice:http://x/:${key}`]: { v: 1, at: 3, reactions: ['wow'] },
      other: { interaction: reaction(4, ['sad']) },
    });
    assert.deepEqual(await outboxOf(page), [`reaction love on ${key}`, `reaction  on ${key}`]);
    assert.deepEqual(await remainsOf(page, key), { waiting: { at: 2, reactions: [] }, acknowledged: ['wow'] });
    const another = toPageKey('http://news.example/b');
    assert.deepEqual(await remainsOf(page, another), { waiting: undefined, acknowledged: [] });
  });

  it('is found in databases, which alone outlive a crash', async () => {
    const mirror = { 'gaung:outbox:1': reaction(9, ['sad']), [`gaung:choice:${key}`]: { reactions: ['sad'] } };
    await fill(mirror, {
      gaung: { outbox: [reaction(1, ['love']), reaction(2, ['haha'])], 1: reaction(3, ['angry'], 'news.example/b') },
      'gaung-choices': { [key]: { at: 3, reactions: ['wow'] } },
    });
    assert.deepEqual(await outboxOf(page), [
      `reaction love on ${key}`,
      `reaction haha on ${key}`,
      'reaction angry on news.example/b',
      `reaction sad on ${key}`,
    ]);
    const remains = { waiting: { at: 2, reactions: ['haha'] }, acknowledged: ['wow'] };
    assert.deepEqual(await remainsOf(page, key), remains);

    await profile.crash();
    page = (await profile.open()).pages()[0]!;
    await page.goto(site.url());
    assert.deepEqual(await remainsOf(page, key), remains);
  });
});
