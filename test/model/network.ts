import { memory } from '../../src/adapters/memory.ts';
import {
  type BackendAdapter,
  createInteractionId,
  GaungError,
  type Interaction,
  type InteractionId,
  memoryStorage,
  type PageCounts,
  type PageKey,
  type RecordResult,
  type Refusal,
} from '../../src/contract/index.ts';
import type { Browser, Timer } from '../store/support/world.ts';
import { type Choice, PAGES, REFUSED } from './model.ts';
import type { Tab } from './tab.ts';

/** What does not arrive. */
export const NEVER = -1;

/** What becomes of a request. */
export interface Fate {
  /**
   * `lost` on the way there; `unanswered`: lost on the way back; `late`: arrives after it was given up; `busy`: asked to
   * come back later; `countless`: an answer without counts; `stale`: counts out of a CDN's cache.
   */
  readonly kind: 'answered' | 'lost' | 'unanswered' | 'late' | 'busy' | 'countless' | 'stale';
  /** ms until the answer. */
  readonly ms: number;
}

/** How old a CDN's copy may be, in ms. */
const CACHED_MS = 35_000;
/** How much later than it was given up a late request arrives, in ms. */
const LATE_MS = 5000;
/** How long a busy backend wants to be left alone, in ms. */
const BUSY_MS = 20_000;

/** What other visitors chose before the story begins, on the first page; each saw and shared it too. */
const OTHERS: readonly Choice[] = ['love', 'love', 'love', 'wow'];

/** The counts of a page, but for the views, when nobody but others and one visitor did anything. */
export function countsAfter(page: PageKey, mine: string, shares: number): Record<string, number> {
  const others = page === PAGES[0] ? OTHERS : [];
  const votes = [...others, mine].filter((choice) => choice !== '');
  const counts: Record<string, number> = {};
  for (const choice of votes) counts[choice] = (counts[choice] ?? 0) + 1;
  const shared = others.length + shares;
  return shared > 0 ? { ...counts, share: shared } : counts;
}

/** How often others saw a page. */
export const viewsOfOthers = (page: PageKey): number => (page === PAGES[0] ? OTHERS.length : 0);

function whatOthersDid(at: number, reaction: string): Interaction[] {
  const stamp = () => ({ id: createInteractionId(), page: PAGES[0]!, at });
  return [
    { ...stamp(), type: 'view' },
    { ...stamp(), type: 'share', network: 'copy' },
    { ...stamp(), type: 'reaction', reactions: [reaction], previous: [] },
  ];
}

export interface NetworkSetting {
  /** What becomes of each request; all that come after are answered. */
  readonly fates: readonly Fate[];
  /** How long the engine takes to come, in ms, or {@link NEVER}, by the times it is asked for; later ones come at once. */
  readonly arrivals: readonly number[];
  /** Whether reads say what the visitor chose. */
  readonly hasMine: boolean;
  /**
   * Whether a CDN is before the backend; else nothing is stale. Such a backend answers with counts: else the numbers
   * after a tap could only come from the CDN, and be old.
   */
  readonly hasCache: boolean;
}

interface Copy {
  readonly counts: PageCounts;
  /** When a newer one replaced it. */
  until: number;
}

/** Counts as everybody may see them. */
function withoutMine(counts: PageCounts): PageCounts {
  const copy: { -readonly [name in keyof PageCounts]: PageCounts[name] } = { ...counts };
  delete copy.mine;
  return copy;
}

/** A backend that counts right, behind a network where anything may happen. */
export class Network {
  readonly timers = new Set<Timer>();
  isDown = false;
  /**
   * Whether something was applied without an answer that said the counts, while another request was on its way: its
   * answer may come later, be older, and look newer. Nobody can tell then, until the next read.
   */
  isBlurred = false;
  #flying = 0;
  /** The browser's token, once an answer has brought it. */
  #visitor: string | undefined;
  readonly #storage = memoryStorage();
  /** All that the backend has applied or refused. */
  readonly #settled = new Set<InteractionId>();
  readonly #browser: Browser;
  readonly #setting: NetworkSetting;
  #fates: Iterator<Fate>;
  #arrivals: Iterator<number>;
  readonly #tell: (line: string) => void;
  /** What is counted, until something changes. */
  #truth: Promise<ReadonlyMap<PageKey, PageCounts>> | undefined;
  /** All counts that there ever were, oldest first. */
  readonly #copies = new Map<PageKey, Copy[]>();

  constructor(browser: Browser, setting: NetworkSetting, tell: (line: string) => void) {
    this.#browser = browser;
    this.#setting = setting;
    this.#fates = setting.fates.values();
    this.#arrivals = setting.arrivals.values();
    this.#tell = tell;
    for (const [visitor, reaction] of OTHERS.entries()) {
      void this.#backend(`${visitor}`).record(whatOthersDid(browser.time, reaction));
    }
  }

  /** From now on all is answered. */
  mend(): void {
    this.isDown = false;
    this.#fates = [].values();
    this.#arrivals = [].values();
  }

  /** The backend, as it is for a visitor. */
  #backend(visitor: string): BackendAdapter {
    return memory({ storage: this.#storage, now: () => this.#browser.time, visitor });
  }

  /** Whoever has no token yet: what they chose is not known by it. */
  get #reader(): BackendAdapter {
    return this.#backend(this.#visitor ?? NOBODY);
  }

  /** A part of the script comes into a tab, at once, later, or not. */
  async arrive(tab: Tab): Promise<void> {
    const ms = this.isDown ? NEVER : (this.#arrivals.next().value ?? 0);
    if (ms !== 0) this.#tell(`  ${tab.name} gets the engine ${ms === NEVER ? 'not' : `after ${ms} ms`}`);
    if (ms === 0) return;
    await this.#wait(ms === NEVER ? 50 : ms);
    await tab.awake();
    if (ms === NEVER) throw new Error('The connection was lost.');
  }

  /** Whether the backend has settled what is kept under a key of the outbox. */
  hasSettled(key: string): boolean {
    return this.#settled.has(key.slice(key.lastIndexOf(':') + 1));
  }

  /** What the backend has counted by now. */
  truth(): Promise<ReadonlyMap<PageKey, PageCounts>> {
    this.#truth ??= this.#reader.read(PAGES);
    return this.#truth;
  }

  /** The backend, as a tab sees it: whoever sends the first tap without a token is a new visitor. */
  adapter(tab: Tab): BackendAdapter {
    let first: Promise<unknown> = Promise.resolve();
    const send = (interactions: readonly Interaction[]) => {
      const maker = interactions.find(({ type }) => type !== 'view');
      const visitor = this.#visitor ?? (maker && `of ${maker.id}`);
      return this.#ask(
        tab,
        `sends ${told(interactions)}`,
        () => this.#record(interactions, visitor),
        () => {
          if (!visitor || visitor === this.#visitor) return;
          this.#visitor = visitor;
          this.#truth = undefined;
        },
      );
    };
    return {
      ...this.#reader,
      read: (pages) => this.#ask(tab, `reads ${pages.join(' ')}`, () => this.#read(pages)),
      record: (interactions, { urgent = false } = {}) => {
        if (this.#visitor || urgent || interactions.every(({ type }) => type === 'view')) return send(interactions);
        // As the http adapter does: two at once would be two visitors.
        const turn = first.then(() => send(interactions));
        first = turn.catch(() => {});
        return turn;
      },
    };
  }

  async #ask<Answer>(
    tab: Tab,
    what: string,
    apply: () => Promise<Answers<Answer>>,
    arrived = () => {},
  ): Promise<Answer> {
    if (tab.world.isCrashed) return new Promise(() => {});
    const { kind, ms } = this.#fate();
    this.#tell(`  ${tab.name} ${what}: ${kind}${ms > 0 ? ` after ${ms} ms` : ''}`);
    this.#flying++;
    if (kind === 'countless' && this.#flying > 1) this.isBlurred = true;
    const answers = kind === 'lost' || kind === 'busy' || kind === 'late' ? undefined : await apply();
    if (kind === 'late') void this.#wait(ms + LATE_MS).then(apply);
    await this.#wait(ms);
    await tab.awake();
    this.#flying--;
    if (kind === 'busy') throw new GaungError('network', 'Come back later.', { retryAfter: BUSY_MS });
    if (!answers || kind === 'unanswered') throw new GaungError('network', 'The connection was lost.');
    arrived();
    return answers[kind as keyof typeof answers];
  }

  #fate(): Fate {
    if (this.isDown) return { kind: 'lost', ms: 50 };
    const { value, done } = this.#fates.next();
    if (done) return { kind: 'answered', ms: 0 };
    const cannot = this.#setting.hasCache ? 'countless' : 'stale';
    return value.kind === cannot ? { ...value, kind: 'answered' } : value;
  }

  async #read(pages: readonly PageKey[]): Promise<Answers<ReadonlyMap<PageKey, PageCounts>>> {
    const counts = await this.#reader.read(pages);
    const isMineKnown = this.#setting.hasMine && this.#visitor !== undefined;
    const answered = new Map([...counts].map(([page, now]) => [page, isMineKnown ? now : withoutMine(now)]));
    const stale = new Map(pages.map((page) => [page, this.#cached(page) ?? withoutMine(counts.get(page)!)]));
    return { answered, countless: answered, stale };
  }

  async #record(interactions: readonly Interaction[], visitor: string | undefined): Promise<Answers<RecordResult>> {
    const isRefused = (one: Interaction) => one.type === 'reaction' && one.reactions.includes(REFUSED);
    const before = await this.truth();
    const backend = this.#backend(visitor ?? NOBODY);
    const { counts: all } = await backend.record(interactions.filter((one) => !isRefused(one)));
    const counts = visitor ? all : new Map([...all].map(([page, its]) => [page, withoutMine(its)]));
    this.#truth = undefined;
    for (const { id } of interactions) this.#settled.add(id);
    for (const page of counts.keys()) this.#remember(page, before.get(page)!);
    const refusal: Refusal = { code: 'reaction-not-allowed' };
    const refused = new Map<InteractionId, Refusal>(interactions.filter(isRefused).map(({ id }) => [id, refusal]));
    const answered = { counts, refused };
    return { answered, stale: answered, countless: { counts: new Map(), refused } };
  }

  #remember(page: PageKey, counts: PageCounts): void {
    const copies = this.#copies.get(page) ?? [];
    copies.push({ counts: withoutMine(counts), until: this.#browser.time });
    this.#copies.set(page, copies);
  }

  /** The oldest copy that a CDN may still have. */
  #cached(page: PageKey): PageCounts | undefined {
    const copy = this.#copies.get(page)?.find(({ until }) => until >= this.#browser.time - CACHED_MS);
    return copy?.counts;
  }

  #wait(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => this.timers.add({ callback: resolve, due: this.#browser.time + ms }));
  }
}

/** What a request is answered, by the kind of answer. */
type Answers<Answer> = Readonly<Record<'answered' | 'countless' | 'stale', Answer>>;

/** Who has no token yet. */
const NOBODY = 'nobody yet';

/** What is sent, in few words: `a love, a share`. */
function told(interactions: readonly Interaction[]): string {
  const what = (one: Interaction) => (one.type === 'reaction' ? one.reactions.join('+') || 'nothing' : `a ${one.type}`);
  return interactions.map((one) => `${what(one)} on ${one.page}`).join(', ');
}
