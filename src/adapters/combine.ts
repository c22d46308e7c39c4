import {
  type BackendAdapter,
  type Capabilities,
  GaungError,
  type Interaction,
  type InteractionId,
  type PageCounts,
  type PageKey,
  type ReadOptions,
  type RecordOptions,
  type RecordResult,
  type Refusal,
  slowest,
  type ViewInteraction,
} from '../contract/index.ts';
import { accept } from './accept.ts';
import { atMost, PATIENCE_MS } from './at-most.ts';
import { type Kind, KnownCounts, type Part } from './combine-known.ts';
import { watchParts } from './combine-live.ts';
import { onceRecorder } from './combine-once.ts';

const SCOPE = 'combine';
const KINDS = ['views', 'shares', 'reactions'] as const;
const KIND_OF = { view: 'views', share: 'shares', reaction: 'reactions' } as const satisfies Record<string, Kind>;

/** Which backend counts what. What is absent is not counted; one adapter may stand for several. */
export interface CombineOptions {
  readonly views?: BackendAdapter;
  readonly shares?: BackendAdapter;
  readonly reactions?: BackendAdapter;
}

/** The parts of a combination: one for each adapter. */
function partsOf(options: CombineOptions): Part[] {
  const parts = new Map<BackendAdapter, Kind[]>();
  for (const kind of KINDS) {
    const adapter = options[kind];
    if (!adapter) continue;
    if (!adapter.capabilities[kind]) {
      const able = KINDS.filter((one) => adapter.capabilities[one]).join(', ') || 'nothing';
      throw new GaungError(SCOPE, `${adapter.id} counts ${able}, no ${kind}.`);
    }
    parts.set(adapter, [...(parts.get(adapter) ?? []), kind]);
  }
  if (parts.size === 0) throw new GaungError(SCOPE, 'Nothing is combined. Give views, shares or reactions an adapter.');
  return [...parts].map(([adapter, kinds]) => ({ adapter, kinds }));
}

function capabilitiesOf({ views, shares, reactions }: CombineOptions, parts: readonly Part[]): Capabilities {
  const all = parts.map(({ adapter }) => adapter.capabilities);
  const most = all.flatMap(({ maxPages }) => maxPages ?? []);
  const { undo = false, multiple = false, reactionIds } = reactions?.capabilities ?? {};
  return {
    ...{ views: views !== undefined, shares: shares !== undefined, reactions: reactions !== undefined },
    ...{ undo, multiple },
    // Views that cannot be sent twice are not: see `onceRecorder`.
    idempotent: [shares, reactions].every((one) => one?.capabilities.idempotent ?? true),
    live: all.some(({ live }) => live),
    ...(reactionIds && { reactionIds }),
    ...(all.some(({ versions }) => versions === false) && { versions: false }),
    ...(most.length > 0 && { maxPages: Math.min(...most) }),
  };
}

/**
 * One backend out of several, each for what it counts: `combine({ views: goatCounter(…), reactions: http(…) })`. What one
 * of them fails at leaves the others alone: numbers that did not come are the last known ones or absent, and of what was
 * recorded only the failed backend's is tried again, or told to the reader where it cannot be.
 *
 * @throws {GaungError} where nothing is combined, or an adapter cannot count what it is there for.
 */
export function combine(options: CombineOptions): BackendAdapter {
  const parts = partsOf(options);
  const capabilities = capabilitiesOf(options, parts);
  const known = new KnownCounts(parts);
  const viewsPart = parts.find(({ kinds }) => kinds.includes('views'));
  const isOnce = capabilities.idempotent && viewsPart && !viewsPart.adapter.capabilities.idempotent;
  const recordOnce = isOnce ? onceRecorder(viewsPart) : undefined;

  /** Reads pages of one part into what is known. Returns the pages that it answered. */
  async function readPart(part: Part, pages: readonly PageKey[], readOptions?: ReadOptions): Promise<PageKey[]> {
    const asked = known.answers;
    const counts = await part.adapter.read(pages, readOptions);
    const answered = pages.filter((page) => counts.has(page));
    for (const page of answered) known.take(part, page, counts.get(page)!, asked);
    return answered;
  }

  /** Nobody else hears of a failure that the other parts make up for. Said once, until it is over. */
  const failing = new Set<Part>();
  function tell(part: Part, reason: unknown): void {
    if (reason === undefined) failing.delete(part);
    else if (!failing.has(part)) {
      failing.add(part);
      console.warn(`[gaung] [${SCOPE}] ${part.adapter.id} gave no counts; its last known ones stand.`, reason);
    }
  }

  /**
   * Asks each part for the pages of which it has said nothing yet. What fails is told of.
   *
   * @param isComing Whether it is about to say something of a page by itself.
   */
  async function complete(
    pages: readonly PageKey[],
    isComing: (part: Part, page: PageKey) => boolean = () => false,
  ): Promise<void> {
    await Promise.all(
      parts.map(async (part) => {
        const missing = pages.filter((page) => !known.has(part, page) && !isComing(part, page));
        if (missing.length === 0) return;
        try {
          await readPart(part, missing);
          tell(part, undefined);
        } catch (error) {
          tell(part, error);
        }
      }),
    );
  }
  const isComplete = (page: PageKey) => parts.every((part) => known.has(part, page));

  /** An adapter may throw rather than reject. */
  async function recordPart(
    part: Part,
    own: readonly Interaction[],
    recordOptions: RecordOptions,
  ): Promise<RecordResult> {
    return part === viewsPart && recordOnce
      ? recordOnce(own as readonly ViewInteraction[], recordOptions)
      : part.adapter.record(own, recordOptions);
  }

  const adapter: BackendAdapter = {
    id: `${SCOPE}:${KINDS.map((kind) => options[kind]?.id ?? '').join('|')}`,
    capabilities,

    async read(pages, readOptions = {}) {
      readOptions.signal?.throwIfAborted();
      if (pages.length === 0) return new Map();
      const answers = await Promise.allSettled(parts.map((part) => readPart(part, pages, readOptions)));
      readOptions.signal?.throwIfAborted();
      const failed = answers.filter((answer) => answer.status === 'rejected');
      if (failed.length === parts.length) throw slowest(failed.map(({ reason }) => reason as Error));
      for (const [at, answer] of answers.entries()) {
        tell(parts[at]!, answer.status === 'rejected' ? answer.reason : undefined);
      }
      const answered = new Set(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])));
      return new Map([...answered].map((page) => [page, known.counts(page)]));
    },

    async record(interactions, recordOptions = {}) {
      recordOptions.signal?.throwIfAborted();
      const { accepted, refused } = accept(interactions, capabilities);
      const work = parts
        .map((part) => ({ part, own: accepted.filter(({ type }) => part.kinds.includes(KIND_OF[type])) }))
        .filter(({ own }) => own.length > 0);
      // All in this task: the page may be about to be left.
      const answers = Promise.allSettled(work.map(({ part, own }) => recordPart(part, own, recordOptions)));
      const pages = [...new Set(accepted.map(({ page }) => page))];
      // What a part has never said would be missing in the answer. Where it cannot be had soon, the caller reads again.
      const isComing = (part: Part, page: PageKey) =>
        work.some((one) => one.part === part && one.own.some((interaction) => interaction.page === page));
      const rest = recordOptions.urgent ? undefined : complete(pages, isComing);

      const unconfirmed = new Map<InteractionId, Error>();
      /** Pages with an answer that lacks numbers. */
      const unclear = new Set<PageKey>();
      const settled = await answers;
      for (const [at, { part, own }] of work.entries()) {
        const answer = settled[at]!;
        const { counts, refused: no, unconfirmed: lost } = answer.status === 'fulfilled' ? answer.value : NOTHING;
        for (const { id, page } of own) {
          const error = answer.status === 'rejected' ? (answer.reason as Error) : lost?.get(id);
          const refusal: Refusal | undefined = no.get(id);
          if (error) unconfirmed.set(id, error);
          else if (refusal) refused.set(id, refusal);
          const after = counts.get(page);
          if (after) known.take(part, page, after);
          if (error || !(after || refusal)) unclear.add(page);
        }
      }
      recordOptions.signal?.throwIfAborted();
      if (unconfirmed.size > 0 && unconfirmed.size === interactions.length) throw slowest([...unconfirmed.values()]);
      if (rest) await atMost(PATIENCE_MS, rest, undefined);
      const isKnown = (page: PageKey) => !unclear.has(page) && isComplete(page);
      return {
        counts: new Map(pages.filter(isKnown).map((page) => [page, known.counts(page)])),
        refused,
        ...(unconfirmed.size > 0 && { unconfirmed }),
      };
    },

    ...(capabilities.live &&
      ({
        subscribe: (pages, listener) =>
          watchParts({ parts, known, readPart, complete, tell }, [...new Set(pages)], listener),
      } satisfies Partial<BackendAdapter>)),
  };
  return adapter;
}

const NOTHING: RecordResult = { counts: new Map<PageKey, PageCounts>(), refused: new Map() };
