import { expect, waitUntil } from '@open-wc/testing';
import { memoryStorage } from '../../src/contract/index.ts';
import { storageLock, webLock } from '../../src/environment/locks.ts';
import type { LockOptions } from '../../src/store/index.ts';

type Lock = (name: string, work: () => Promise<void>, options: LockOptions) => Promise<void>;

const never = new AbortController().signal;
let names = 0;

/** Work that goes on until it is told to end. */
function work() {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const state = { isRunning: false };
  const run = async () => {
    state.isRunning = true;
    await over;
    state.isRunning = false;
  };
  return { run, end, state };
}

function describeLock(title: string, lock: Lock): void {
  describe(title, () => {
    const name = () => `gaung:test:${Date.now()}:${++names}`;

    it('runs one at a time, and tells the other that it waits', async () => {
      const shared = name();
      const [one, two] = [work(), work()];
      let busy = 0;
      const options = { signal: never, onBusy: () => busy++ };
      const first = lock(shared, one.run, options);
      await waitUntil(() => one.state.isRunning);
      expect(busy, 'the first waits for nobody').to.equal(0);
      const second = lock(shared, two.run, options);
      await waitUntil(() => busy === 1);
      expect(two.state.isRunning).to.be.false;
      one.end();
      await waitUntil(() => two.state.isRunning);
      two.end();
      await Promise.all([first, second]);
    });

    it('runs one at a time, however many come at once', async () => {
      const shared = name();
      let running = 0;
      let most = 0;
      let done = 0;
      const run = async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        running--;
        done++;
      };
      await Promise.all(Array.from({ length: 4 }, () => lock(shared, run, { signal: never })));
      expect([most, done]).to.deep.equal([1, 4]);
    });

    it('keeps names apart', async () => {
      const [one, two] = [work(), work()];
      const locks = [lock(name(), one.run, { signal: never }), lock(name(), two.run, { signal: never })];
      await waitUntil(() => one.state.isRunning && two.state.isRunning);
      one.end();
      two.end();
      await Promise.all(locks);
    });

    it('stops waiting when it is told to, and runs nothing', async () => {
      const shared = name();
      const [one, two] = [work(), work()];
      const first = lock(shared, one.run, { signal: never });
      await waitUntil(() => one.state.isRunning);
      const controller = new AbortController();
      let isBusy = false;
      const second = lock(shared, two.run, {
        signal: controller.signal,
        onBusy: () => {
          isBusy = true;
        },
      });
      await waitUntil(() => isBusy);
      controller.abort();
      expect(await second.catch((error: Error) => error.name)).to.equal('AbortError');
      one.end();
      await first;
      expect(two.state.isRunning).to.be.false;
    });

    it('lets the next one go where the work fails', async () => {
      const shared = name();
      const failing = lock(shared, () => Promise.reject(new Error('boom')), { signal: never });
      expect(await failing.catch((error: Error) => error.message)).to.equal('boom');
      let isDone = false;
      await lock(
        shared,
        async () => {
          isDone = true;
        },
        { signal: never },
      );
      expect(isDone).to.be.true;
    });
  });
}

describeLock('a turn by Web Locks', webLock);

describe('where there are no Web Locks', () => {
  const storage = memoryStorage();
  describeLock('a turn by the storage that tabs share', (...args) => storageLock(storage, ...args));

  it('leaves nothing behind', () => {
    expect(storage.keys('')).to.deep.equal([]);
  });

  it('does not wait for a tab that has crashed in its turn', async () => {
    storage.set('gaung:turn:x', `somebody ${Date.now() - 1900}`); // Its turn is over 100 ms from now.
    let isDone = false;
    await storageLock(
      storage,
      'x',
      async () => {
        isDone = true;
      },
      { signal: never },
    );
    expect(isDone).to.be.true;
  });
});
