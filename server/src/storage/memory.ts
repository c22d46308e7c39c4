import { randomBytes } from 'node:crypto';
import { INTERACTION_ID_MS, type InteractionId, type PageCounts, type PageKey, VIEW_WINDOW_MS } from 'gaung/contract';
import type { BaseCount, Ledger, Vote } from './ledger.ts';
import { createListeners } from './listeners.ts';
import { toPageCounts } from './page-counts.ts';
import { applyBases, applyBatch } from './rules.ts';
import {
  type ImportMode,
  type Storage,
  StorageError,
  StorageNotEmptyError,
  type StorageOptions,
  type VisitorId,
} from './storage.ts';

/** The source of what readers did; imported bases have names. */
const OWN = '';

interface Page {
  readonly key: PageKey;
  version: number;
  readonly votes: Map<VisitorId, Vote>;
  /** By source, then by kind and name (`reaction:love`). No count is 0. */
  readonly counts: Map<string, Map<string, BaseCount>>;
}

/** Everything in this process's memory, gone when it ends: for tests and for trying things out. */
export function memoryStorage(options: StorageOptions = {}): Storage {
  const secret = new Uint8Array(randomBytes(32));
  const listeners = createListeners(options);
  let rows = createRows(0);
  let closed = false;

  /** Runs `work` as the promise's own, so that what it throws is a rejection. */
  async function whileOpen<Result>(work: () => Result): Promise<Result> {
    if (closed) throw new StorageError('The storage is closed.');
    return work();
  }

  return {
    read: (pages) => whileOpen(() => new Map(pages.map((key) => [key, rows.read(key)]))),
    missing: (pages) => whileOpen(() => pages.filter((key) => !rows.has(key))),
    record: (batch) =>
      whileOpen(() => {
        if (!batch.visitor && batch.interactions.some(({ type }) => type === 'reaction')) {
          throw new StorageError('A reaction needs a visitor.'); // Before anything changed: nothing here rolls back.
        }
        rows.prune(batch.now);
        const refused = applyBatch(rows.ledger, batch);
        const pages = new Set(batch.interactions.map(({ page }) => page));
        const counts = new Map([...pages].map((key) => [key, rows.read(key, batch.visitor)]));
        listeners.tell(rows.takeTouched());
        return { counts, refused };
      }),
    import: (bases, mode) =>
      whileOpen(() => {
        const all = [...bases]; // First, because what is iterated may throw half-way.
        const before = rows;
        rows = rowsForImport(before, mode);
        const summary = applyBases(rows.ledger, all);
        const gone = rows === before ? [] : before.keys();
        listeners.tell(new Set([...gone, ...rows.takeTouched()]));
        return summary;
      }),
    watch: (listener) => listeners.add(listener),
    secret: () => whileOpen(() => secret),
    check: () => whileOpen(() => undefined),
    close: async () => {
      closed = true;
      listeners.clear();
    },
  };
}

function rowsForImport(rows: Rows, mode: ImportMode | undefined): Rows {
  if (mode === 'replace') return createRows(rows.nextVersion());
  if (mode === undefined && !rows.isEmpty()) throw new StorageNotEmptyError();
  return rows;
}

type Rows = ReturnType<typeof createRows>;

/** @param floor Where the versions of new pages begin: above all that readers may have seen before a replacement. */
function createRows(floor: number) {
  const pages = new Map<PageKey, Page>();
  // Both in the order of arrival, so that the oldest are found without a scan.
  const interactions = new Map<InteractionId, number>();
  const lastViews = new Map<string, { at: number; received: number }>();
  let touched = new Set<PageKey>();

  const numbers = (page: Page, source: string) => {
    const found = page.counts.get(source) ?? new Map<string, BaseCount>();
    page.counts.set(source, found);
    return found;
  };
  const all = (page: Page) => [...page.counts.values()].flatMap((counts) => [...counts.values()]);
  const viewKey = (page: Page, visitor: VisitorId) => `${visitor} ${page.key}`;

  const ledger: Ledger<Page> = {
    knows: (id) => interactions.has(id),
    remember: (id, now) => void interactions.set(id, now),
    page(key) {
      const page = pages.get(key) ?? { key, version: floor, votes: new Map(), counts: new Map() };
      pages.set(key, page);
      return page;
    },
    total: (page, kind, name) =>
      all(page).reduce((sum, [k, n, count]) => (k === kind && n === name ? sum + count : sum), 0),
    names: (page, kind) => new Set(all(page).flatMap(([k, name]) => (k === kind ? [name] : []))).size,
    add(page, kind, name, delta) {
      const own = numbers(page, OWN);
      const count = (own.get(`${kind}:${name}`)?.[2] ?? 0) + delta;
      if (count < 0) throw new RangeError(`A count became negative: ${kind} ${name}`);
      if (count === 0) own.delete(`${kind}:${name}`);
      else own.set(`${kind}:${name}`, [kind, name, count]);
    },
    touch(page) {
      page.version++;
      touched.add(page.key);
    },
    vote: (page, visitor) => page.votes.get(visitor),
    setVote: (page, visitor, vote) => void page.votes.set(visitor, vote),
    lastView: (page, visitor) => lastViews.get(viewKey(page, visitor))?.at,
    setLastView(page, visitor, at, received) {
      lastViews.delete(viewKey(page, visitor)); // So that it moves to the end.
      lastViews.set(viewKey(page, visitor), { at, received });
    },
    base: (page, source) => [...numbers(page, source).values()],
    setBase: (page, source, counts) =>
      void page.counts.set(source, new Map(counts.map((count) => [`${count[0]}:${count[1]}`, count]))),
  };

  return {
    ledger,
    isEmpty: () => pages.size === 0,
    has: (key: PageKey) => pages.has(key),
    keys: () => pages.keys(),
    /** The pages that have other counts since it was last asked. */
    takeTouched(): ReadonlySet<PageKey> {
      const taken = touched;
      touched = new Set();
      return taken;
    },
    nextVersion: () => [...pages.values()].reduce((highest, { version }) => Math.max(highest, version), floor) + 1,
    read(key: PageKey, visitor?: VisitorId): PageCounts {
      const page = pages.get(key);
      const mine = visitor && (page?.votes.get(visitor)?.reactions ?? []);
      return toPageCounts(page?.version ?? floor, page ? all(page) : [], mine);
    },
    prune(now: number): void {
      for (const [id, received] of interactions) {
        if (received >= now - INTERACTION_ID_MS) break;
        interactions.delete(id);
      }
      for (const [key, { received }] of lastViews) {
        if (received >= now - VIEW_WINDOW_MS) break;
        lastViews.delete(key);
      }
    },
  };
}
