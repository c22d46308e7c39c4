import {
  type BackendAdapter,
  type Capabilities,
  createInteractionId,
  type Interaction,
  type NetworkId,
  type PageCounts,
  type PageKey,
  type ReactionId,
  type ReactionInteraction,
  type ShareInteraction,
  type ViewInteraction,
} from '../../../src/contract/index.ts';
import { equal, ok } from './assert.ts';

/** A backend to be tested, new for each case. */
export interface Bench {
  readonly adapter: BackendAdapter;
  /** The same backend, as another visitor speaks to it. */
  readonly another?: BackendAdapter;
  /** A page that the backend counts and that nobody has touched; another one each time. */
  page(): PageKey;
  close?(): void | Promise<void>;
}

/** One thing that every adapter must do. */
export interface Case {
  readonly title: string;
  /** What the backend must be able to do for it to make sense. */
  readonly needs?: readonly ('views' | 'shares' | 'reactions' | 'undo' | 'idempotent' | 'multiple' | 'live')[];
  /** A reason beside `needs` to leave it out. */
  readonly leaveOut?: (capabilities: Capabilities) => string | undefined;
  run(tools: Tools): Promise<void>;
}

/** What of the counts must be the same however a backend spells it: a count of 0 may be absent. */
export interface Numbers {
  readonly views: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly reactions: Readonly<Record<string, number>>;
}

export interface Tools extends Bench {
  readonly another: BackendAdapter;
  /** Reactions that the backend counts. */
  readonly reactions: readonly [ReactionId, ReactionId, ...ReactionId[]];
  view(page: PageKey): ViewInteraction;
  share(page: PageKey, network?: NetworkId): ShareInteraction;
  /** A choice, newer than all before it. */
  react(page: PageKey, reactions: readonly ReactionId[], previous?: readonly ReactionId[]): ReactionInteraction;
  /** Records what nothing is wrong with and gives the counts of a page after it. */
  record(interactions: readonly Interaction[], adapter?: BackendAdapter): Promise<PageCounts>;
  /** The counts of one page as `read` gives them. */
  read(page: PageKey, adapter?: BackendAdapter): Promise<PageCounts>;
}

const positive = (counts: Readonly<Record<string, number>> = {}) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

export function numbersOf(counts: PageCounts | undefined): Numbers {
  return { views: counts?.views ?? 0, shares: positive(counts?.shares), reactions: positive(counts?.reactions) };
}

/** Numbers as a case expects them. */
export const numbers = (expected: Partial<Numbers> = {}): Numbers => ({
  ...{ views: 0, shares: {}, reactions: {} },
  ...expected,
});

/** Checks the counts of a page, and that `mine` is the visitor's own choice where the backend says it. */
export function countsAre(
  counts: PageCounts | undefined,
  expected: Partial<Numbers> & { readonly mine?: readonly ReactionId[] },
  what = 'the counts',
): asserts counts is PageCounts {
  const { mine, ...rest } = expected;
  ok(counts, `${what} are there`);
  equal(numbersOf(counts), numbers(rest), what);
  if (mine && counts.mine) equal(counts.mine, mine, `${what}: the visitor's own choice`);
}

export function toolsFor(bench: Bench): Tools {
  let time = Date.now() - 3_600_000; // Past: what is in the future would be clamped.
  const stamp = (page: PageKey) => ({ id: createInteractionId(), page, at: ++time });
  const { reactionIds: [first = 'love', second = 'wow', ...more] = ['love', 'wow', 'sad'] } =
    bench.adapter.capabilities;
  return {
    ...bench,
    get another(): BackendAdapter {
      ok(bench.another, 'create() gives `another`; where there can be none, `skip` says why');
      return bench.another;
    },
    reactions: [first, second, ...more],
    view: (page) => ({ ...stamp(page), type: 'view' }),
    share: (page, network = 'whatsapp') => ({ ...stamp(page), type: 'share', network }),
    react: (page, reactions, previous = []) => ({ ...stamp(page), type: 'reaction', reactions, previous }),
    async record(interactions, adapter = bench.adapter) {
      const { counts, refused } = await adapter.record(interactions);
      equal(refused, new Map(), 'what was refused');
      const page = interactions.at(-1)!.page;
      ok(counts.has(page), `the answer has counts of ${page}`);
      return counts.get(page)!;
    },
    async read(page, adapter = bench.adapter) {
      const counts = await adapter.read([page]);
      ok(counts.has(page), `read gives counts of ${page}`);
      return counts.get(page)!;
    },
  };
}
