/** Several processes on one file, the journal of one of which is not empty: they agree, whatever any of them does. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PageKey } from 'gaung/contract';
import { ANN, BEN, base, NOW, OTHER, PAGE, react, share, view } from '../../test/contracts/storage/tools.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import type { Storage } from '../src/storage/storage.ts';
import { exported, openWithJournal as open, SENT, type Sent, together } from './journal-tools.ts';

const THIRD = 'news.example/c' as PageKey;
const PAGES = [PAGE, OTHER, THIRD];
const HOUR = 60 * 60 * 1000;

/** Does the same to memory, one request after the other. */
async function oneByOne(storage: Storage, sent: readonly Sent[]): Promise<void> {
  for (const one of sent) await together(storage, [one]);
}

/** Two processes, of which the first has left something in the journal, and memory, which has the same. */
async function both(t: TestContext) {
  const first = open(t);
  const second = open(t, first.path);
  const memory = memoryStorage();
  const sent: Sent[] = [...SENT(), [view(THIRD)], [react(['love'], 7, THIRD), ANN]];
  await together(first.storage, sent);
  await oneByOne(memory, sent);
  assert.equal(first.rows('journal'), 1);

  /** What they say now, and after the first has gone on, with some that came before. */
  async function assertSame(): Promise<void> {
    const more: Sent[] = [...sent, [react(['sad'], 6), ANN], [react(['wow'], 8, THIRD), BEN], [share('x', OTHER)]];
    for (const next of [[], more]) {
      await together(first.storage, next);
      await oneByOne(memory, next);
      await nextTurn(); // What another process wrote is asked once a turn.
      for (const one of [first, second]) {
        for (const pages of [PAGES, ...PAGES.map((page) => [page])]) {
          assert.deepEqual(await one.storage.read(pages), await memory.read(pages));
        }
      }
    }
    assert.deepEqual(await exported(second.storage), await exported(memory));
    const { pages, votes, differences, damage } = await second.storage.verify();
    assert.deepEqual([pages, votes, differences, damage], [(await memory.verify()).pages, votes, [], []]);
  }
  return { first, second, memory, sent, assertSame };
}

const replacement = async (): Promise<Parameters<Storage['import']>[0]> => {
  const other = memoryStorage();
  await oneByOne(other, [[view(THIRD)], [react(['wow'], 3, THIRD), ANN]]);
  return exported(other);
};

const operations: Record<string, (storage: Storage) => Promise<unknown>> = {
  'deletes a page': (storage) => storage.delete(THIRD),
  'deletes all pages': async (storage) => [
    await storage.delete(THIRD),
    await storage.delete(OTHER),
    await storage.delete(PAGE),
  ],
  'merges pages': (storage) => storage.merge(THIRD, PAGE),
  'merges pages the other way': (storage) => storage.merge(PAGE, THIRD),
  'forgets a visitor': (storage) => storage.forget(ANN),
  'imports a base': (storage) => storage.import([base('legacy', 1206, { x: 3 }, { love: 7 })], 'merge'),
  'gives a title': (storage) => storage.retitle(THIRD, 'A title'),
  'repairs nothing': async (storage) => (await storage.verify({ repair: true })).differences,
  'looks at a page': (storage) => storage.page(PAGE),
  'ranks pages': (storage) => storage.top({ kind: 'reaction', window: 'hour', limit: 9, now: NOW }),
  'counts pages': (storage) => storage.stats(),
  'asks which pages there are': (storage) => storage.missing([...PAGES, 'news.example/d' as PageKey]),
  'replaces the secret': (storage) => storage.rotate('prepare'),
  'checks that it can write': (storage) => storage.check(),
};

for (const [what, operate] of Object.entries(operations)) {
  it(`another process ${what}`, async (t) => {
    const { second, memory, assertSame } = await both(t);
    assert.deepEqual(await operate(second.storage), await operate(memory));
    await assertSame();
  });
}

it('another process replaces everything', async (t) => {
  const { second, memory, assertSame } = await both(t);
  const records = await replacement();
  assert.deepEqual(await second.storage.import(records, 'replace'), await memory.import(records, 'replace'));
  await assertSame();
});

it('another process goes on with the journal, and takes it into the rows', async (t) => {
  const { first, second, memory, sent, assertSame } = await both(t);
  for (const [storage, page] of [
    [second.storage, PAGE],
    [first.storage, OTHER],
    [second.storage, OTHER],
  ] as const) {
    const more: Sent[] = [...sent, [view(page)], [share('copy', page)]];
    await together(storage, more);
    await oneByOne(memory, more);
  }
  assert.equal(first.rows('journal'), 4, 'nobody had to write rows because there are two');
  const one: Sent[] = [[view()]];
  await together(second.storage, one);
  await oneByOne(memory, one);
  assert.equal(first.rows('journal'), 0);
  await assertSame();
});

it('another process reads only what is new in the journal', async (t) => {
  const { first, second } = await both(t);
  await second.storage.read(PAGES);
  first.db.exec("UPDATE journal SET entry = 'known already'");
  await together(first.storage, [[share('copy')], [share('copy')]]);
  await nextTurn();
  assert.deepEqual(await second.storage.read(PAGES), await first.storage.read(PAGES));
  assert.equal(first.rows('journal'), 2);
});

it('a backup has what is in the journal', async (t) => {
  const { first, second, memory } = await both(t);
  await second.storage.backup(`${first.path}.copy`);
  assert.equal(first.rows('journal'), 1);
  const copy = open(t, `${first.path}.copy`);
  assert.deepEqual(await copy.storage.read(PAGES), await memory.read(PAGES));
  assert.deepEqual(await exported(copy.storage), await exported(memory));
});

it('a new page with the number of one that is gone gets nothing of it', async (t) => {
  const { first, second, memory, assertSame } = await both(t);
  const numberOf = (key: PageKey) => first.db.prepare('SELECT id FROM pages WHERE key = ?').get(key)?.id;
  const number = numberOf(THIRD);
  await second.storage.delete(THIRD);
  await memory.delete(THIRD);
  const other = 'news.example/d' as PageKey;
  const more: Sent[] = [[share('copy', other)], [share('copy', other)]];
  await together(second.storage, more);
  await oneByOne(memory, more);
  assert.equal(numberOf(other), number);
  await nextTurn();
  assert.deepEqual(await first.storage.read([other, THIRD]), await memory.read([other, THIRD]));
  await assertSame();
});

it('many pages are read at one moment, though another process writes in the same turn', async (t) => {
  const { first, second } = await both(t);
  await second.storage.page(PAGE);
  await together(first.storage, [[share('x')], [share('x')]]);
  first.storage.untold!(); // Asked once a turn: what follows is in the same one.
  second.db.exec('BEGIN; DELETE FROM journal; UPDATE pages SET version = 100; COMMIT');
  const counts = await first.storage.read([PAGE, OTHER]);
  assert.deepEqual(
    [PAGE, OTHER].map((page) => counts.get(page)!.version),
    [100, 100],
  );
});

it('rows are not written by who knows of no journal, as a server that was started before there was one', async (t) => {
  const { first, second, assertSame } = await both(t);
  for (const write of [
    `INSERT INTO interactions (id, received) VALUES (x'00', 1)`,
    'UPDATE pages SET version = version + 1',
    `DELETE FROM pages WHERE key = '${THIRD}'`,
  ]) {
    assert.throws(() => first.db.exec(write), /the journal comes first/);
  }
  await second.storage.page(PAGE); // With nothing in the journal they may.
  first.db.exec(`INSERT INTO interactions (id, received) VALUES (x'00', 1)`);
  await assertSame();
});

it('the clock goes back', async (t) => {
  const { first, memory, assertSame } = await both(t);
  for (const now of [NOW + HOUR, NOW - HOUR, NOW]) {
    const batches = [share('x'), react(['haha'], now), view()].map((one) => ({
      visitor: BEN,
      interactions: [one],
      now,
    }));
    await Promise.all(batches.map((one) => first.storage.record(one)));
    for (const one of batches) await memory.record(one);
  }
  await assertSame();
});
