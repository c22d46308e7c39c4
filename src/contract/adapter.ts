import type { PageCounts } from './counts.ts';
import type { InteractionId, ReactionId } from './ids.ts';
import type { Interaction } from './interactions.ts';
import type { PageKey } from './page-key.ts';
import type { Refusal } from './refusal-codes.ts';

/** What a backend can do; elements hide or disable the rest. */
export interface Capabilities {
  /** Counts views. */
  readonly views: boolean;
  /** Counts shares. */
  readonly shares: boolean;
  /** Counts reactions. */
  readonly reactions: boolean;
  /** A reaction can be changed and taken back. */
  readonly undo: boolean;
  /** A repeated interaction id has no effect, so that an ambiguous failure can be tried again. */
  readonly idempotent: boolean;
  /** A visitor may choose more than one reaction. */
  readonly multiple: boolean;
  /** {@link BackendAdapter.subscribe} is there and pushes counts as they change. */
  readonly live: boolean;
  /** The only reactions that it knows, where it knows but some. */
  readonly reactionIds?: readonly ReactionId[];
  /** False where it has no {@link PageCounts.version}s, and says 0 always. Default: it has. */
  readonly versions?: boolean;
  /** Most pages in one {@link BackendAdapter.read}; default 100. */
  readonly maxPages?: number;
}

export interface ReadOptions {
  /** Gives the read up; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface RecordOptions {
  /** Gives up waiting; what was sent may have taken effect. */
  readonly signal?: AbortSignal;
  /** The request should outlive the page. */
  readonly keepalive?: boolean;
  /** The page is being left: the request must be made in this task, or never. */
  readonly urgent?: boolean;
}

/** What became of recorded interactions: one of which nothing else is said has been applied, now or before. */
export interface RecordResult {
  /** The counts after it, with `mine` where the backend knows it. */
  readonly counts: ReadonlyMap<PageKey, PageCounts>;
  /** What will never be applied, and why. */
  readonly refused: ReadonlyMap<InteractionId, Refusal>;
  /**
   * What nobody knows of, and why, where others were applied or refused: as if the promise had been rejected for these
   * alone. There are no counts of their pages.
   */
  readonly unconfirmed?: ReadonlyMap<InteractionId, Error>;
}

export interface CountsListener {
  /** Counts of pages that were asked for; not all of them each time. An older `version` than what is known says nothing. */
  onCounts(counts: ReadonlyMap<PageKey, PageCounts>): void;
  /** Something went wrong. The subscription goes on by itself; counts that come again say that it is over. */
  onError(error: Error): void;
  /** Ends the subscription, as its stop function does. */
  readonly signal: AbortSignal;
}

/**
 * Speaks to one kind of backend. Made by a factory (`http({ endpoint })`) as a plain object.
 *
 * Errors are {@link GaungError}s. A rejected promise means "nobody knows, or nothing happened": the caller keeps the
 * interactions, waits (`retryAfter`) and, where the backend is idempotent, tries again with the same ids.
 */
export interface BackendAdapter {
  /** Names the backend (`http:https://echo.example/`); prefixes all that is kept for it in the browser. */
  readonly id: string;
  readonly capabilities: Capabilities;
  /** Counts of many pages in one call; a page that failed is absent, and it rejects only when all did. */
  read(pages: readonly PageKey[], options?: ReadOptions): Promise<ReadonlyMap<PageKey, PageCounts>>;
  /** Applies interactions in order, each at most once by its id, each alone; says which were refused and why. */
  record(interactions: readonly Interaction[], options?: RecordOptions): Promise<RecordResult>;
  /** Optional: counts as they change. Returns the way to stop. */
  subscribe?(pages: readonly PageKey[], listener: CountsListener): () => void;
}
