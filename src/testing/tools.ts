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
} from '../contract/index.ts';
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

type Ability = 'views' | 'shares' | 'reactions' | 'undo' | 'idempotent' | 'multiple' | 'live';

/** An ability, or what follows of several. */
export type Need = Ability | keyof typeof FOLLOWS;

const FOLLOWS = {
  /** Several interactions of one kind, on one page, add up. */
  adding: ({ views, shares }: Capabilities) => views || shares,
  /** {@link Tools.marks} of 1 and of 2 differ. */
  'two marks': ({ views, shares, reactionIds }: Capabilities) => views || shares || (reactionIds?.length ?? 2) > 1,
  'two reactions': ({ reactions, reactionIds }: Capabilities) => reactions && (reactionIds?.length ?? 2) > 1,
  versions: ({ versions }: Capabilities) => versions !== false,
};

/** What a case needs and a backend cannot. */
export function lacking({ needs = [] }: Case, capabilities: Capabilities): Need[] {
  return needs.filter(
    (need) =>
      !(need in FOLLOWS ? FOLLOWS[need as keyof typeof FOLLOWS] : (all: Capabilities) => all[need as Ability])(
        capabilities,
      ),
  );
}

/** One thing that every adapter must do. */
export interface Case {
  readonly title: string;
  /** What the backend must be able to do for it to make sense. */
  readonly needs?: readonly Need[];
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
  /**
   * Interactions of a kind that the backend counts, whichever it is, for cases that are about none in particular. Those
   * of 1 and of 2 leave different numbers.
   */
  marks(page: PageKey, count?: 1 | 2): readonly [Interaction, ...Interaction[]];
  /** The numbers of a page with nothing on it but {@link marks}. Above 2 where they add up. */
  marked(count?: number): Partial<Numbers>;
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
  const {
    views,
    shares,
    reactionIds: [first = 'love', second = 'wow', ...more] = ['love', 'wow', 'sad'],
  } = bench.adapter.capabilities;
  const view = (page: PageKey): ViewInteraction => ({ ...stamp(page), type: 'view' });
  const share = (page: PageKey, network = 'whatsapp'): ShareInteraction => ({ ...stamp(page), type: 'share', network });
  const react: Tools['react'] = (page, reactions, previous = []) => ({
    ...stamp(page),
    ...{ type: 'reaction', reactions, previous },
  });
  return {
    ...bench,
    get another(): BackendAdapter {
      ok(bench.another, 'create() gives `another`; where there can be none, `skip` says why');
      return bench.another;
    },
    reactions: [first, second, ...more],
    view,
    share,
    react,
    marks(page, count = 1) {
      if (!shares && !views) return [react(page, [count === 1 ? first : second])];
      const mark = () => (shares ? share(page) : view(page));
      return count === 1 ? [mark()] : [mark(), mark()];
    },
    marked(count = 1) {
      if (shares) return { shares: { whatsapp: count } };
      return views ? { views: count } : { reactions: { [count === 1 ? first : second]: 1 } };
    },
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
