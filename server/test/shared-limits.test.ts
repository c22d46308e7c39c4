/** Limits that several instances hold together: what each lets through, what it tells the others, and when. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { giveBack, take } from '../src/abuse/claims.ts';
import { createCounting } from '../src/abuse/counting.ts';
import { SHARE_MS, UNTOLD_PART } from '../src/abuse/sharing.ts';
import { silentLog } from '../src/log.ts';
import type { PointsToAdd, Shared, Storage } from '../src/storage/storage.ts';
import { fakeTimers } from './fake-timers.ts';
import { limited, many } from './limited.ts';
import { failingStorage, sharedStorage } from './shared-memory.ts';
import { PAGE, share, view } from './tools.ts';

const SECRET = Buffer.from('a secret of thirty-two characters');

/** Apps over one storage, on one clock. */
function instances(howMany: number, storage: Storage = sharedStorage(), env: Record<string, string> = {}) {
  const timers = fakeTimers();
  return { timers, apps: many(howMany, () => limited(env, { storage, timers })) };
}

/** The same storage, and all that it was told. */
function listening(storage: Storage = sharedStorage()) {
  const told: PointsToAdd[] = [];
  const add: Shared['add'] = async (counts) => {
    told.push(...counts);
    return storage.shared!.add(counts);
  };
  return { told, storage: { ...storage, shared: { ...storage.shared!, add } } };
}

describe('a limit over instances', () => {
  it('is one for all, as soon as each has told what it took', async () => {
    const { timers, apps } = instances(2);
    const [one, other] = apps as [(typeof apps)[0], (typeof apps)[0]];
    for (const tap of many(3, () => share())) assert.equal(await one.sends('192.0.2.1', [tap]), 200);
    assert.equal(await one.sends('192.0.2.1', [share()]), 'new-visitors', 'it knows at once what itself took');
    await timers.pass(SHARE_MS);
    assert.equal(await other.sends('192.0.2.1', [share()]), 200, 'it has not asked yet');
    await timers.pass(SHARE_MS);
    assert.equal(await other.sends('192.0.2.1', [share()]), 'new-visitors');
    assert.equal(await other.sends('192.0.2.2', [share()]), 200);
  });

  it('is the same for proofs of work', async () => {
    const env = { GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '3', GAUNG_RATE_LIMIT: 'off' };
    const { timers, apps } = instances(2, sharedStorage(), env);
    const [one, other] = apps as [(typeof apps)[0], (typeof apps)[0]];
    for (const tap of many(3, () => share())) assert.equal(await one.sends('192.0.2.1', [tap]), 200);
    await timers.pass(SHARE_MS);
    assert.equal(await other.sends('192.0.2.1', [share()]), 200);
    await timers.pass(SHARE_MS);
    assert.equal(await other.sends('192.0.2.1', [share()]), 428);
  });

  it('is passed by no more than the others take before they tell and are told', async () => {
    const howMany = 3;
    const limit = { points: 300, seconds: 600 };
    const timers = fakeTimers();
    const { shared } = sharedStorage();
    const limiters = many(howMany, () =>
      createCounting({ shared, secret: SECRET, timers }).limiter('new-visitors', limit),
    );
    const stepMs = 10;
    let through = 0;
    for (let ms = 0; ms < 10 * SHARE_MS; ms += stepMs) {
      for (const limiter of limiters) {
        if (!(await take([{ kind: 'network', limiter, bucket: 1, points: 1 }]))) through++;
      }
      await timers.pass(stepMs);
    }
    const ofOne = limit.points * UNTOLD_PART + (2 * SHARE_MS) / stepMs;
    assert.ok(through >= limit.points, String(through));
    assert.ok(through <= limit.points + (howMany - 1) * ofOne, String(through));
  });

  it('ends for all when the time of the first is over', async () => {
    const timers = fakeTimers();
    const { told, storage } = listening();
    const limiter = createCounting({ ...storage, secret: SECRET, timers }).limiter('a', { points: 32, seconds: 600 });
    await limiter.penalty(7, 2);
    await timers.pass(400_000);
    assert.deepEqual(told, [], 'it is a sixteenth only');
    await limiter.penalty(7, 1);
    await timers.pass(SHARE_MS);
    assert.deepEqual(told, [{ key: 'a:7', points: 3, seconds: 200 }]);
    const { msBeforeNext } = (await limiter.get(7))!;
    assert.ok(msBeforeNext > 199_000 && msBeforeNext <= 200_000, String(msBeforeNext));
  });
});

describe('an instance tells the others', () => {
  it('nothing of those who take little, which are nearly all', async () => {
    const { told, storage } = listening();
    const { timers, apps } = instances(1, storage, { GAUNG_RATE_LIMIT_VISITORS: '300' });
    for (let network = 1; network <= 100; network++) {
      assert.equal(await apps[0]!.sends(`192.0.2.${network}`, [view(), share()]), 200);
    }
    await timers.pass(10 * SHARE_MS);
    assert.deepEqual(told, []);
    assert.deepEqual(timers.due, [], 'and has nothing to do');
  });

  it('all in one go, and nothing where nothing happened', async () => {
    const calls: (readonly PointsToAdd[])[] = [];
    const storage = sharedStorage();
    const add: Shared['add'] = async (counts) => {
      calls.push(counts);
      return storage.shared!.add(counts);
    };
    const { timers, apps } = instances(1, { ...storage, shared: { ...storage.shared!, add } });
    for (const network of [1, 2, 3]) await apps[0]!.sends(`192.0.2.${network}`, [share()]);
    await timers.pass(10 * SHARE_MS);
    assert.equal(calls.length, 1);
    assert.deepEqual(
      calls[0]!.map(({ key }) => key.split(':')[0]),
      ['new-visitors', 'new-visitors', 'new-visitors'],
    );
  });

  it('nothing of what was refused', async () => {
    const { told, storage } = listening();
    const { timers, apps } = instances(1, storage);
    for (const tap of many(3, () => share())) await apps[0]!.sends('192.0.2.1', [tap]);
    await timers.pass(SHARE_MS);
    const before = told.length;
    for (const tap of many(50, () => share())) await apps[0]!.sends('192.0.2.1', [tap]);
    await timers.pass(SHARE_MS);
    assert.equal(told.length, before);
  });

  it('what it gives back', async () => {
    const timers = fakeTimers();
    const { shared } = sharedStorage();
    const [one, other] = many(2, () =>
      createCounting({ shared, secret: SECRET, timers }).limiter('a', { points: 3, seconds: 600 }),
    );
    const claims = [{ kind: 'page', limiter: one!, bucket: 1, points: 3 }] as const;
    assert.equal(await take(claims), undefined);
    await timers.pass(SHARE_MS);
    await giveBack(claims);
    await timers.pass(SHARE_MS);
    await other!.penalty(1, 1);
    await timers.pass(SHARE_MS);
    assert.equal((await other!.get(1))!.consumedPoints, 1);
  });

  it('by keys that lead nowhere without the secret, and are equal where it is', async () => {
    const { told, storage } = listening();
    const { timers, apps } = instances(2, storage, { GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '1' });
    for (const { sends } of apps) {
      await sends('192.0.2.77', [share()]);
      await timers.pass(SHARE_MS);
    }
    const keys = told.map(({ key }) => key);
    assert.deepEqual(keys.slice(0, 2).toSorted(), keys.slice(2).toSorted());
    for (const key of keys) {
      assert.match(key, /^[a-z-]{1,32}:\d{1,5}$/);
      assert.ok(!key.includes('192') && !key.includes(PAGE));
    }
    const others = listening();
    const timersOfOthers = fakeTimers();
    const secret = new TextEncoder().encode('another secret of the same length');
    const another = limited({}, { storage: others.storage, timers: timersOfOthers, secret });
    await another.sends('192.0.2.77', [share()]);
    await timersOfOthers.pass(SHARE_MS);
    assert.equal(others.told.length, 1);
    assert.ok(!keys.includes(others.told[0]!.key));
  });

  it('nothing once it stops', async () => {
    const { told, storage } = listening();
    const timers = fakeTimers();
    const stopping = new AbortController();
    const { sends } = limited({}, { storage, timers, signal: stopping.signal });
    await sends('192.0.2.1', [share()]);
    stopping.abort();
    await sends('192.0.2.1', [share()]);
    await timers.pass(SHARE_MS);
    assert.deepEqual(told, []);
  });
});

describe('while the engine is away', () => {
  it('each instance holds the limits alone, no reader sees an error, and the log tells it once', async () => {
    const { storage, state } = failingStorage(sharedStorage(), 'shared.add');
    const logged: string[] = [];
    const log = {
      ...silentLog,
      info: (event: string) => void logged.push(event),
      error: (event: string, fields: object = {}) => void logged.push(`${event} ${JSON.stringify(fields)}`),
    };
    const timers = fakeTimers();
    const [one, other] = many(2, () => limited({}, { storage, timers, log }));
    state.isAway = true;
    for (const { sends } of [one!, other!]) {
      for (const tap of many(3, () => share())) assert.equal(await sends('192.0.2.1', [tap]), 200);
      assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
    }
    await timers.pass(20 * SHARE_MS);
    const failed = 'storage-failed {"operation":"shared.add","error":"[gaung] [storage] The engine is away."}';
    assert.deepEqual(logged, [failed, failed], 'one line of each');

    state.isAway = false;
    await timers.pass(20 * SHARE_MS);
    assert.deepEqual(logged.slice(2), ['storage-recovered', 'storage-recovered']);
    const third = limited({}, { storage, timers });
    assert.equal(await third.sends('192.0.2.1', [share()]), 200);
    await timers.pass(SHARE_MS);
    assert.equal(await third.sends('192.0.2.1', [share()]), 'new-visitors', 'it was told later what they took');
  });
});
