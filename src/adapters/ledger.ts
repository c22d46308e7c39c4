import {
  type BackendAdapter,
  type CountsById,
  checkInteraction,
  countsById,
  INTERACTION_ID_MS,
  type Interaction,
  type InteractionId,
  type KeyValueStorage,
  NETWORKS_PER_PAGE,
  type PageCounts,
  type PageKey,
  parsePageCounts,
  REACTIONS_PER_PAGE,
  type ReactionId,
  type ReactionInteraction,
  type Refusal,
  type RefusalCode,
  toJson,
} from '../contract/index.ts';

/** One page as a ledger keeps it. */
interface Account {
  version: number;
  views: number;
  shares: CountsById;
  reactions: CountsById;
  votes: Record<string, { at: number; reactions: readonly ReactionId[] }>;
  /** Interaction ids that were applied, with when. */
  applied: Record<InteractionId, number>;
}

export interface LedgerOptions {
  readonly id: string;
  readonly storage: KeyValueStorage;
  /** Who votes through this adapter. */
  readonly visitor: string;
  readonly now: () => number;
}

const empty = (): Account => ({
  version: 0,
  views: 0,
  shares: countsById([]),
  reactions: countsById([]),
  votes: Object.create(null),
  applied: {},
});

function parse(text: string | undefined): Account {
  if (text === undefined) return empty();
  try {
    const value = JSON.parse(text);
    const { version = 0, views = 0, shares, reactions } = parsePageCounts(value) ?? {};
    const account = empty();
    Object.assign(account, { version, views });
    return {
      ...account,
      shares: shares ?? account.shares,
      reactions: reactions ?? account.reactions,
      votes: Object.assign(account.votes, value.votes),
      applied: { ...value.applied },
    };
  } catch {
    return empty(); // Cut short by a crash or written by somebody else: nothing in it can be trusted.
  }
}

function add(counts: CountsById, id: string, by: number): CountsById {
  const sums = new Map(Object.entries(counts));
  const sum = (sums.get(id) ?? 0) + by;
  if (sum > 0) sums.set(id, sum);
  else sums.delete(id);
  return countsById(sums);
}

/** Sets the visitor's choice. Returns why it was refused, where it was. */
function vote(account: Account, visitor: string, { at, reactions }: ReactionInteraction): RefusalCode | undefined {
  const before = account.votes[visitor];
  if (before && at <= before.at) return undefined; // A late repeat of an older choice: acknowledged without effect.
  let counts = account.reactions;
  for (const id of before?.reactions ?? []) counts = add(counts, id, -1);
  for (const id of reactions) counts = add(counts, id, 1);
  if (Object.keys(counts).length > REACTIONS_PER_PAGE) return 'too-many-ids';
  account.reactions = counts;
  account.votes[visitor] = { at, reactions };
  account.version++;
  return undefined;
}

function apply(account: Account, visitor: string, interaction: Interaction): RefusalCode | undefined {
  if (interaction.type === 'reaction') return vote(account, visitor, interaction);
  if (interaction.type === 'share') {
    const shares = add(account.shares, interaction.network, 1);
    if (Object.keys(shares).length > NETWORKS_PER_PAGE) return 'too-many-ids';
    account.shares = shares;
  } else {
    account.views++;
  }
  account.version++;
  return undefined;
}

/** A whole backend over a key-value storage: what the memory and local-storage adapters have in common. */
export function ledger({ id, storage, visitor, now }: LedgerOptions): BackendAdapter {
  const keyOf = (page: PageKey) => `gaung:page:${page}`;
  const countsOf = ({ version, views, shares, reactions, votes }: Account): PageCounts => ({
    version,
    views,
    shares,
    reactions,
    mine: votes[visitor]?.reactions ?? [],
  });

  function recordOne(account: Account, interaction: Interaction): RefusalCode | undefined {
    if (Object.hasOwn(account.applied, interaction.id)) return undefined;
    const code = apply(account, visitor, interaction);
    if (!code) account.applied[interaction.id] = now();
    return code;
  }

  return {
    id,
    capabilities: {
      views: true,
      shares: true,
      reactions: true,
      undo: true,
      idempotent: true,
      multiple: true,
      live: false,
    },
    async read(pages, { signal } = {}) {
      signal?.throwIfAborted();
      return new Map(pages.map((page) => [page, countsOf(parse(storage.get(keyOf(page))))]));
    },
    async record(interactions, { signal } = {}) {
      signal?.throwIfAborted();
      const refused = new Map<InteractionId, Refusal>();
      const counts = new Map<PageKey, PageCounts>();
      for (const one of interactions) {
        const account = parse(storage.get(keyOf(one.page)));
        // The future becomes now, but stays newer than the choice before it: two taps may share a millisecond, and this
        // clock, which is the reader's own, may have stood ahead of what it is today.
        const latest = Math.max(now(), (account.votes[visitor]?.at ?? 0) + 1);
        const interaction = checkInteraction(one, latest);
        if (typeof interaction === 'string') {
          refused.set(one.id, { code: interaction });
          continue;
        }
        const code = recordOne(account, interaction);
        if (code) refused.set(interaction.id, { code });
        for (const [old, at] of Object.entries(account.applied)) {
          if (at < now() - INTERACTION_ID_MS) delete account.applied[old];
        }
        storage.set(keyOf(interaction.page), toJson(account));
        counts.set(interaction.page, countsOf(account));
      }
      return { counts, refused };
    },
  };
}
