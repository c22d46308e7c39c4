/** What the counts must be: a model that knows nothing of how the server counts. */
import { countsById, type PageCounts, type PageKey } from 'gaung/contract';

/** An interaction as it is sent, as far as it counts. */
export interface Sent {
  readonly id: string;
  readonly type: string;
  readonly page: string;
  readonly at?: number;
  readonly network?: string;
  readonly reactions?: readonly string[];
}

interface Page {
  readonly views: Set<string>;
  readonly shares: Map<string, Set<string>>;
  readonly votes: Map<string, Sent>;
}

/** Numbers without a version: it tells of steps, not of sums. */
export type Numbers = Pick<PageCounts, 'views' | 'shares' | 'reactions'>;

/**
 * Sets of distinct ids, and of each visitor the newest choice. Views of visitors who have a token are not for it: their
 * window depends on the clock.
 */
export function createExpectation() {
  const pages = new Map<string, Page>();

  function pageOf(key: string): Page {
    let page = pages.get(key);
    if (!page) pages.set(key, (page = { views: new Set(), shares: new Map(), votes: new Map() }));
    return page;
  }

  return {
    /** @param visitor Whose it is; for the first of somebody new, its id. */
    add(interaction: Sent, visitor = interaction.id): void {
      const page = pageOf(interaction.page);
      const { id, type, network, at = 0 } = interaction;
      if (type === 'view') page.views.add(id);
      if (type === 'share') page.shares.set(network!, (page.shares.get(network!) ?? new Set()).add(id));
      if (type === 'reaction' && at > (page.votes.get(visitor)?.at ?? -1)) page.votes.set(visitor, interaction);
    },
    get pages(): PageKey[] {
      return [...pages.keys()] as PageKey[];
    },
    /** Of one page; zeros where nothing was added to it. */
    numbers(key: string): Numbers {
      const page = pages.get(key);
      const reactions = new Map<string, number>();
      for (const { reactions: chosen = [] } of page?.votes.values() ?? []) {
        for (const one of chosen) reactions.set(one, (reactions.get(one) ?? 0) + 1);
      }
      return {
        views: page?.views.size ?? 0,
        shares: countsById([...(page?.shares ?? [])].map(([network, ids]) => [network, ids.size])),
        reactions: countsById([...reactions]),
      };
    },
  };
}
