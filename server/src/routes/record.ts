import { type Interaction, NO_STORAGE_VISITOR, type PageCounts, type PageKey } from 'gaung/contract';
import type { Caller } from '../caller.ts';
import type { Policy } from '../policy.ts';
import type { Batch, Exclusion, Recorded, Storage, VisitorId } from '../storage/storage.ts';
import { silentTally, type Tally } from '../tally.ts';
import type { Visitors } from '../visitors.ts';
import { checkInteractions, type Refused } from './check.ts';
import { pass } from './pass.ts';
import { whoItIs } from './rotation.ts';

/** What a request is about to do, its interactions already checked. */
export interface Attempt {
  readonly c: Caller;
  /** The address that it came from, or `` where it is not known. Nothing may keep or log it. */
  readonly address: string;
  /** Whose token came along; undefined where none of ours did. */
  readonly known: VisitorId | undefined;
  /** Whether it makes a new visitor. */
  readonly isMinting: boolean;
  /** The proof of work that came along, not checked yet. */
  readonly proof: unknown;
  /** What is to be stored; not empty. */
  readonly interactions: readonly Interaction[];
  readonly now: number;
}

/** What a guard lets through. */
export interface Passed {
  readonly interactions: readonly Interaction[];
  /** Views that it took out, to be counted apart. They are acknowledged all the same. */
  readonly excluded?: readonly Exclusion[];
  /** What it took out and says so. */
  readonly refused?: readonly Refused[];
  /** Is told once how the request ended: whether what was let through is stored. */
  readonly settle?: (isStored: boolean) => void | Promise<void>;
}

/** Looks at an attempt before anything is stored. Throws a `Problem` where the whole request may not be. */
export type Guard = (attempt: Attempt) => Passed | Promise<Passed>;
/** One that has to ask others. */
export type WaitingGuard = (attempt: Attempt) => Promise<Passed>;

export interface RecorderOptions {
  readonly storage: Storage;
  readonly policy: Policy;
  readonly visitors: Visitors;
  readonly clock: () => number;
  /** The network address that a request came from, where it is known. It is used for the daily pseudonym and nothing else. */
  readonly remoteAddress: (c: Caller) => string | undefined;
  /** Asked one after the other. */
  readonly guards?: readonly Guard[];
  /** Is told of each view that is left out, once the request is stored. */
  readonly tally?: Tally;
}

/** What a request says that a reader did. */
export interface Sent {
  /** A token, or `none`. One that is not ours is as good as none, and the reader must not be stuck with it. */
  readonly visitor?: unknown;
  /** Of work, where an earlier answer asked for one. */
  readonly proof?: unknown;
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
export type Recorder = (c: Caller, sent: Sent) => Promise<Outcome>;

const NOTHING: Recorded = { counts: new Map(), refused: new Map() };

/** The one road from a request to the storage, for every route that takes interactions. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { storage, policy, visitors, clock, tally = silentTally, guards = [] } = options;
  return async (c, { visitor: sent, proof, interactions }) => {
    const now = clock();
    const { accepted, refused } = checkInteractions(interactions, policy, now);
    const isOptedOut = hasOptedOut(c);
    const counted = isOptedOut ? accepted.filter(({ type }) => type !== 'view') : accepted;
    const identifying = identify(c, options, isOptedOut, sent, counted);
    const { isOurs, known, named } = identifying instanceof Promise ? await identifying : identifying;
    const isMinting = isOurs && known === undefined;
    const address = options.remoteAddress(c) ?? '';
    const passed = await pass(guards, { c, address, known, isMinting, proof, interactions: counted, now });
    const isNothing = passed.interactions.length + passed.excluded.length === 0;
    const { interactions: stored, excluded } = passed;
    let who = named;
    let recorded = NOTHING;
    let isStored = false;
    try {
      const first = counted.find(isTap);
      if (isMinting && first && named.visitor) {
        who = { ...named, visitor: await whoItIs(storage, visitors, named.visitor, first.id, stored, now) };
      }
      if (!isNothing) recorded = await storage.record({ ...who, interactions: stored, excluded, now });
      isStored = true;
    } finally {
      await passed.settle?.(isStored);
    }
    for (let left = accepted.length - counted.length; left > 0; left--) tally.excluded('opted-out');
    for (const { reason } of excluded) tally.excluded(reason);
    const others = accepted.filter(({ page }) => !recorded.counts.has(page)).map(({ page }) => page);
    return {
      ...(isOurs && who.visitor && { token: visitors.token(who.visitor) }),
      counts:
        others.length > 0
          ? new Map([...recorded.counts, ...(await storage.read([...new Set(others)]))])
          : recorded.counts,
      refused: [...refused, ...passed.refused, ...[...recorded.refused].map(([id, code]) => ({ id, code }))],
    };
  };
}

interface Who {
  readonly named: Pick<Batch, 'visitor' | 'viewWindow'>;
  /** Whether they are known by a token of ours from now on. */
  readonly isOurs: boolean;
  readonly known?: VisitorId | undefined;
}

const NOBODY: Who = { isOurs: false, named: {} };

const isTap = ({ type }: Interaction) => type !== 'view';

/** Whether the reader's browser says that they do not want to be followed: Global Privacy Control. */
const hasOptedOut = (c: Caller) => c.req.header('Sec-GPC') === '1';

/**
 * Whose interactions they are. Views alone make nobody a visitor. Who has opted out is
 * never known by address and browser: without a token they are a new visitor, made from the interaction itself. The token
 * of who was forgotten is as good as none.
 */
function identify(
  c: Caller,
  { visitors, storage, remoteAddress }: RecorderOptions,
  isOptedOut: boolean,
  sent: unknown,
  accepted: readonly Interaction[],
): Who | Promise<Who> {
  const first = accepted.find(isTap);
  if (sent === NO_STORAGE_VISITOR && !isOptedOut) {
    if (!first) return NOBODY;
    const pseudonym = visitors.pseudonym(remoteAddress(c) ?? '', c.req.header('User-Agent') ?? '');
    // One address and one browser can be a whole mobile carrier's readers: each view counts.
    return pseudonym.then((visitor) => ({ isOurs: false, named: { visitor, viewWindow: false } }));
  }
  const asKnown = (known: VisitorId | undefined): Who => {
    const visitor = known ?? (first && visitors.mint(first.id));
    return visitor ? { isOurs: true, known, named: { visitor, viewWindow: known !== undefined } } : NOBODY;
  };
  const signed = visitors.verify(sent);
  if (!signed) return asKnown(undefined);
  return storage.isForgotten(signed).then((isForgotten) => asKnown(isForgotten ? undefined : signed));
}
