import { type Interaction, NO_STORAGE_VISITOR, type PageCounts, type PageKey } from 'gaung/contract';
import type { Context } from 'hono';
import type { Policy } from '../policy.ts';
import type { Batch, Recorded, Storage } from '../storage/storage.ts';
import type { Visitors } from '../visitors.ts';
import { checkInteractions, type Refused } from './check.ts';

export interface RecorderOptions {
  readonly storage: Storage;
  readonly policy: Policy;
  readonly visitors: Visitors;
  readonly clock: () => number;
  /** The network address that a request came from, where it is known. It is used for the daily pseudonym and nothing else. */
  readonly remoteAddress: (c: Context) => string | undefined;
}

/** What a request says that a reader did. */
export interface Sent {
  /** A token, or `none`. One that is not ours is as good as none, and the reader must not be stuck with it. */
  readonly visitor?: unknown;
  /** Not checked yet. */
  readonly interactions: readonly unknown[];
}

export interface Outcome {
  /** What the visitor is known by from now on; absent where none is needed. */
  readonly token?: string;
  readonly counts: ReadonlyMap<PageKey, PageCounts>;
  readonly refused: readonly Refused[];
}

/**
 * Checks the interactions of a request, each alone, says whose they are, and stores the good ones in one batch. Views of
 * readers who have opted out are acknowledged and counted nowhere.
 */
export type Recorder = (c: Context, sent: Sent) => Promise<Outcome>;

const NOTHING: Recorded = { counts: new Map(), refused: new Map() };

/** The one road from a request to the storage, for every route that takes interactions. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { storage, policy, clock } = options;
  return async (c, { visitor: sent, interactions }) => {
    const now = clock();
    const { accepted, refused } = checkInteractions(interactions, policy, now);
    const isOptedOut = hasOptedOut(c);
    const counted = isOptedOut ? accepted.filter(({ type }) => type !== 'view') : accepted;
    const { token, ...who } = identify(c, options, isOptedOut, sent, counted);
    const recorded = counted.length > 0 ? await storage.record({ ...who, interactions: counted, now }) : NOTHING;
    const others = new Set(accepted.map(({ page }) => page).filter((page) => !recorded.counts.has(page)));
    return {
      ...(token !== undefined && { token }),
      counts: others.size > 0 ? new Map([...recorded.counts, ...(await storage.read([...others]))]) : recorded.counts,
      refused: [...refused, ...[...recorded.refused].map(([id, code]) => ({ id, code }))],
    };
  };
}

type Who = Pick<Batch, 'visitor' | 'viewWindow'> & { readonly token?: string };

/** Whether the reader's browser says that they do not want to be followed: Global Privacy Control. */
const hasOptedOut = (c: Context) => c.req.header('Sec-GPC') === '1';

/**
 * Whose interactions they are, and the token to answer with. Views alone make nobody a visitor. Who has opted out is
 * never known by address and browser: without a token they are a new visitor, made from the interaction itself.
 */
function identify(
  c: Context,
  { visitors, remoteAddress }: RecorderOptions,
  isOptedOut: boolean,
  sent: unknown,
  accepted: readonly Interaction[],
): Who {
  const first = accepted.find(({ type }) => type !== 'view');
  if (sent === NO_STORAGE_VISITOR && !isOptedOut) {
    if (!first) return {};
    // One address and one browser can be a whole mobile carrier's readers: each view counts.
    const address = remoteAddress(c) ?? '';
    return { visitor: visitors.pseudonym(address, c.req.header('User-Agent') ?? ''), viewWindow: false };
  }
  const known = visitors.verify(sent);
  const visitor = known ?? (first && visitors.mint(first.id));
  return visitor ? { visitor, token: visitors.token(visitor), viewWindow: known !== undefined } : {};
}
