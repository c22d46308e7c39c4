/** The search behind a proof of work: what it finds, in a worker and in slices. */
import { aTimeout, expect } from '@open-wc/testing';
import { inSlices, inWorker, runSearch } from '../../src/environment/proof-run.ts';
import { createSearch, type SearchTask } from '../../src/environment/proof-search.ts';

const never = new AbortController().signal;
const hexOf = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, '0')).join('');

/** The key of a counter by the platform's own SHA-256. */
async function keyOf(head: readonly number[], counter: number, cost: number): Promise<string> {
  const message = new Uint8Array(head.length + 4);
  message.set(head);
  new DataView(message.buffer).setUint32(head.length, counter);
  let bytes = await crypto.subtle.digest('SHA-256', message);
  for (let i = 1; i < cost; i++) bytes = await crypto.subtle.digest('SHA-256', bytes);
  return hexOf(bytes);
}

/** A task whose answer is a counter of our choice: as a server makes it. */
async function taskFor(counter: number, { cost = 1, bytes = 32 } = {}): Promise<SearchTask & { key: string }> {
  const head = [...crypto.getRandomValues(new Uint8Array(bytes))];
  const key = await keyOf(head, counter, cost);
  return { head, cost, prefix: key.slice(0, 32), key };
}

/** Nobody will ever find what this asks for. */
const ENDLESS: SearchTask = { head: [1, 2, 3, 4], cost: 1, prefix: 'f'.repeat(64) };

/** Puts another `Worker` in the page's place for one test. */
let restore = () => {};
function useWorker(other: unknown): void {
  const { Worker } = globalThis;
  globalThis.Worker = other as typeof Worker;
  restore = () => {
    globalThis.Worker = Worker;
  };
}
/** Counts the workers that live. */
function countWorkers() {
  const living = new Set<Worker>();
  useWorker(
    class extends Worker {
      constructor(url: string | URL) {
        super(url);
        living.add(this);
      }

      override terminate(): void {
        super.terminate();
        living.delete(this);
      }
    },
  );
  return living;
}
afterEach(() => restore());

describe('the search', () => {
  for (const cost of [1, 2, 5]) {
    it(`finds what the platform’s SHA-256 gives, ${cost} hash${cost === 1 ? '' : 'es'} a key`, async () => {
      for (const counter of [0, 1, 255, 256, 1000]) {
        const { key, ...task } = await taskFor(counter, { cost });
        expect(createSearch(task)(Infinity)).to.deep.equal({ counter, key });
      }
    });
  }

  it('takes salts and nonces of other lengths', async () => {
    for (const bytes of [4, 16, 28, 48]) {
      const { key, ...task } = await taskFor(7, { bytes });
      expect(createSearch(task)(Infinity)).to.deep.equal({ counter: 7, key });
    }
  });

  it('takes the first key that begins so, however much or little is asked', async () => {
    const head = [...crypto.getRandomValues(new Uint8Array(32))];
    for (const prefix of ['0', 'ff', 'a0b', (await keyOf(head, 5, 1)).slice(0, 9), await keyOf(head, 6, 1)]) {
      let counter = 0;
      while (!(await keyOf(head, counter, 1)).startsWith(prefix)) counter++;
      expect(createSearch({ head, cost: 1, prefix })(Infinity)?.counter, prefix).to.equal(counter);
    }
  });

  it('goes on where it stopped', async () => {
    const { key, ...task } = await taskFor(2000, { cost: 3 });
    const search = createSearch(task);
    let stops = 0;
    let found = search(0);
    for (; !found; found = search(0)) stops++;
    expect(found).to.deep.equal({ counter: 2000, key });
    expect(stops).to.equal(Math.floor((2001 * 3 - 1) / 128));
  });

  it('stops in time, also within one key', () => {
    const search = createSearch({ ...ENDLESS, cost: 1e12 });
    const begin = performance.now();
    expect(search(begin + 20)).to.be.undefined;
    expect(performance.now() - begin).to.be.within(20, 1000);
  });
});

/** Does something again and again, a task each time, as a page does. */
function askByTimers(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    timer = setTimeout(() => {
      work();
      again();
    });
  };
  again();
  return () => clearTimeout(timer);
}

/** The same where timers are slow. In WebKit a message may take its time, so this is no measure of a page that is seen. */
function askByMessages(work: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  const again = () => port2.postMessage(0); // oxlint-disable-line unicorn/require-post-message-target-origin -- a port
  port1.addEventListener('message', () => {
    work();
    again();
  });
  port1.start();
  again();
  return () => port1.close();
}

describe('where it runs', () => {
  it('in a worker, which is gone afterwards', async () => {
    const living = countWorkers();
    const { key, ...task } = await taskFor(5000);
    const search = inWorker(task, never);
    expect(living.size).to.equal(1);
    expect(await search).to.deep.equal({ counter: 5000, key });
    expect(living.size).to.equal(0);
  });

  it('first in a worker', async () => {
    const living = countWorkers();
    const { key, ...task } = await taskFor(5000);
    const search = runSearch(task);
    expect(living.size).to.equal(1);
    expect(await search).to.deep.equal({ counter: 5000, key });
  });

  for (const [what, isHidden] of [
    ['a page that is seen', false],
    ['a hidden page, whose timers are slow', true],
  ] as const) {
    it(`in slices on ${what}, with room for all else`, async () => {
      Object.defineProperty(document, 'hidden', { get: () => isHidden, configurable: true });
      try {
        const { key, ...task } = await taskFor(60_000);
        let others = 0;
        const stop = (isHidden ? askByMessages : askByTimers)(() => others++);
        const slices = inSlices(task, never);
        expect(others, 'it has begun').to.equal(0);
        expect(await slices).to.deep.equal({ counter: 60_000, key });
        stop();
        expect(others, 'tasks of others in between').to.be.greaterThan(1);
      } finally {
        Reflect.deleteProperty(document, 'hidden');
      }
    });
  }

  const broken: Readonly<Record<string, unknown>> = {
    'that is not there': undefined,
    'that the page’s policy throws at': function refuse() {
      throw new DOMException('No.', 'SecurityError');
    },
    'that fails as it starts': class extends EventTarget {
      constructor() {
        super();
        queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error', { message: 'No.', cancelable: true })));
      }

      terminate() {}
    },
    'that never says a word': class extends EventTarget {
      terminate() {}
    },
    'that breaks while it works': class extends Worker {
      constructor() {
        super(URL.createObjectURL(new Blob(['postMessage(0); throw new Error("broken")'])));
      }
    },
  };
  for (const [what, Broken] of Object.entries(broken)) {
    it(`in slices instead of a worker ${what}`, async () => {
      useWorker(Broken);
      const { key, ...task } = await taskFor(3000);
      expect(await runSearch(task)).to.deep.equal({ counter: 3000, key });
    });
  }
});

describe('a search that is given up', () => {
  const reason = new Error('the reader left');
  const failure = (search: Promise<unknown>) =>
    search.then(
      () => expect.fail('It found something.'),
      (error: unknown) => error,
    );

  it('before it begins', async () => {
    const living = countWorkers();
    expect(await failure(runSearch(ENDLESS, AbortSignal.abort(reason)))).to.equal(reason);
    expect(living.size).to.equal(0);
  });

  it('in a worker, which ends', async () => {
    const living = countWorkers();
    const controller = new AbortController();
    const search = failure(runSearch(ENDLESS, controller.signal));
    expect(living.size).to.equal(1);
    controller.abort(reason);
    expect(await search).to.equal(reason);
    expect(living.size).to.equal(0);
  });

  it('in slices', async () => {
    useWorker(undefined);
    const controller = new AbortController();
    const search = failure(runSearch(ENDLESS, controller.signal));
    await aTimeout(0);
    controller.abort(reason);
    expect(await search).to.equal(reason);
  });
});
