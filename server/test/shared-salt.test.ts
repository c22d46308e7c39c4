/** Who keeps nothing is one visitor for a day, whichever instance they meet. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failingStorage, sharedStorage } from './shared-memory.ts';
import { app, PAGE, react } from './tools.ts';

const DAY = 24 * 60 * 60 * 1000;
const remoteAddress = () => '192.0.2.1';
const tap = (reaction: string, at: number) => ({ visitor: 'none', interactions: [react([reaction], at)] });

it('has one vote on all instances, and another one the next day', async () => {
  const storage = sharedStorage();
  let now = DAY / 2;
  const [one, other] = [0, 1].map(() => app({ storage, remoteAddress, clock: () => now }));
  await one!.post(tap('love', 1));
  assert.deepEqual((await other!.post(tap('wow', 2))).body.counts[PAGE].mine, ['wow']);
  assert.deepEqual((await one!.counts()).reactions, { wow: 1 });
  now += DAY;
  await other!.post(tap('sad', DAY));
  await one!.post(tap('haha', DAY + 1));
  assert.deepEqual((await one!.counts()).reactions, { haha: 1, wow: 1 });
});

it('is asked of the engine once a day', async () => {
  const storage = sharedStorage();
  const asked: number[] = [];
  const salt = async (day: number) => {
    asked.push(day);
    return storage.shared!.salt(day);
  };
  let now = DAY;
  const { post } = app({
    storage: { ...storage, shared: { ...storage.shared!, salt } },
    remoteAddress,
    clock: () => now,
  });
  await Promise.all([post(tap('love', 1)), post(tap('wow', 2)), post(tap('sad', 3))]);
  now += DAY;
  await post(tap('love', 4));
  assert.deepEqual(asked, [1, 2]);
});

it('is another one for all a minute after the engine has lost it', async () => {
  const before = sharedStorage();
  const after = sharedStorage();
  let engine = before.shared!;
  let now = DAY;
  const salt = async (day: number) => engine.salt(day);
  const storage = { ...before, shared: { add: engine.add, salt } };
  const [one, other] = [0, 1].map(() => app({ storage, remoteAddress, clock: () => now }));
  await one!.post(tap('love', 1));
  engine = after.shared!;
  await other!.post(tap('wow', 2));
  assert.deepEqual((await one!.counts()).reactions, { love: 1, wow: 1 }, 'they are two for so long');
  now += 60_000;
  await one!.post(tap('love', 3));
  await one!.post(tap('sad', 4));
  assert.deepEqual((await one!.counts()).reactions, { love: 1, sad: 1 }, 'and one from then on');
});

it('is answered by 503 where the salt cannot be asked for: by another one they would vote twice', async () => {
  const { storage, state } = failingStorage(sharedStorage(), 'shared.salt');
  const one = app({ storage, remoteAddress });
  const other = app({ storage, remoteAddress });
  await one.post(tap('love', 1));
  state.isAway = true;
  assert.equal((await one.post(tap('wow', 2))).status, 200, 'it has the salt of today');
  const { status, headers, body } = await other.post(tap('wow', 3));
  assert.deepEqual([status, body.type], [503, 'urn:gaung:problem:storage-unavailable']);
  assert.equal(headers.get('retry-after'), '1');
  assert.equal((await other.post({ interactions: [react(['sad'], 4)] })).status, 200, 'who keeps a token needs none');
  state.isAway = false;
  assert.equal((await other.post(tap('wow', 3))).status, 200);
  assert.deepEqual((await other.counts()).reactions, { sad: 1, wow: 1 });
});
