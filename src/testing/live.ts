import type { BackendAdapter, PageCounts, PageKey } from '../contract/index.ts';
import { equal, ok } from './assert.ts';
import { type Case, countsAre, numbersOf } from './tools.ts';

/** How long a push may take. An adapter that never pushes must fail, not hang. */
const PUSH_MS = 10_000;

/** A subscription and what it brought. */
function watching(adapter: BackendAdapter, pages: readonly PageKey[], controller = new AbortController()) {
  /** The latest counts by page, a newer version replacing an older one. */
  const counts = new Map<PageKey, PageCounts>();
  const calls = { counts: 0, errors: 0 };
  let look = () => {};
  let failed: Error | undefined;
  const stop = adapter.subscribe!(pages, {
    onCounts(pushed) {
      calls.counts++;
      for (const [page, one] of pushed) {
        if ((one.version ?? 0) >= (counts.get(page)?.version ?? 0)) counts.set(page, one);
      }
      look();
    },
    onError(error) {
      calls.errors++;
      failed = error;
      look();
    },
    signal: controller.signal,
  });
  return {
    counts,
    calls,
    stop,
    abort: () => controller.abort(),
    /** Waits until the counts of a page are as wanted. */
    async sees(page: PageKey, isWanted: (counts: PageCounts) => boolean, what: string): Promise<PageCounts> {
      const deadline = Date.now() + PUSH_MS;
      for (;;) {
        if (failed) throw failed;
        const one = counts.get(page);
        if (one && isWanted(one)) return one;
        ok(Date.now() < deadline, `${what} is pushed within ${PUSH_MS / 1000} s`);
        let timer: ReturnType<typeof setTimeout> | undefined;
        await new Promise<void>((resolve) => {
          look = resolve;
          timer = setTimeout(resolve, PUSH_MS);
        });
        clearTimeout(timer);
      }
    },
  };
}

const shares =
  (count: number) =>
  (counts: PageCounts): boolean =>
    numbersOf(counts).shares.whatsapp === count;

/** Two ways to end a subscription; `end` is what the reader of the case sees in its title. */
const ENDS: readonly (readonly [title: string, end: 'stop' | 'abort'])[] = [
  ['counts are pushed as they change, until it is told to stop', 'stop'],
  ['counts are pushed as they change, until the signal is aborted', 'abort'],
];

const untilEnd: readonly Case[] = ENDS.map(([title, end]) => ({
  title,
  needs: ['live', 'shares'],
  async run({ adapter, page, record, share }) {
    const a = page();
    // The second subscription is there to tell when the first would have heard.
    const [watcher, witness] = [watching(adapter, [a]), watching(adapter, [a])];
    await record([share(a)]);
    countsAre(await watcher.sees(a, shares(1), 'a share'), { shares: { whatsapp: 1 } });
    await witness.sees(a, shares(1), 'a share');
    watcher[end]();
    watcher[end]();
    const before = { ...watcher.calls };
    const late = watching(adapter, [a], abortedController());
    await record([share(a)]);
    await witness.sees(a, shares(2), 'a second share');
    witness.stop();
    equal(watcher.calls, before, 'how often it was called, once it was over');
    equal(late.calls, { counts: 0, errors: 0 }, 'how often it was called, where it was over before it began');
    late.stop();
  },
}));

function abortedController(): AbortController {
  const controller = new AbortController();
  controller.abort();
  return controller;
}

export const live: readonly Case[] = [
  ...untilEnd,
  {
    title: 'a push has counts of the pages that were asked for, and of no other',
    needs: ['live', 'shares'],
    async run({ adapter, page, record, share }) {
      const [a, b, other] = [page(), page(), page()];
      const watcher = watching(adapter, [a, b, a]);
      await record([share(other), share(a), share(b)]);
      await record([share(other), share(b)]);
      countsAre(await watcher.sees(b, shares(2), 'the last of two shares'), { shares: { whatsapp: 2 } });
      countsAre(await watcher.sees(a, shares(1), 'a share'), { shares: { whatsapp: 1 } });
      watcher.stop();
      equal([...watcher.counts.keys()].toSorted(), [a, b].toSorted(), 'the pages');
    },
  },
  {
    title: 'what another visitor does is pushed, and is nobody else’s choice',
    needs: ['live', 'reactions'],
    async run({ adapter, another, page, react, reactions: [love], record }) {
      const a = page();
      const watcher = watching(adapter, [a]);
      await record([react(a, [love])], another);
      const pushed = await watcher.sees(a, (one) => numbersOf(one).reactions[love] === 1, 'a reaction');
      watcher.stop();
      equal(pushed.mine ?? [], [], 'the own choice');
      equal(watcher.calls.errors, 0, 'how many errors there were');
    },
  },
];
