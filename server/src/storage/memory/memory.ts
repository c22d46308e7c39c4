import type { PageKey } from 'gaung/contract';
import type { TopPage, TopQuery } from '../administration.ts';
import { createListeners } from '../listeners.ts';
import { oldestStart } from '../rules/buckets.ts';
import { detailsOf, recordsOf, repairPage, verifyPage } from '../rules/export-rules.ts';
import { applyRecords } from '../rules/import-rules.ts';
import { type NamedCount, OWN } from '../rules/ledger.ts';
import { deletePage, forgetVisitor, mergePages } from '../rules/page-rules.ts';
import { applyBatch } from '../rules/rules.ts';
import { newSecrets, rotateSecrets } from '../rules/secrets.ts';
import {
  type ImportMode,
  type Storage,
  StorageError,
  StorageNotEmptyError,
  type StorageOptions,
  type VisitorId,
} from '../storage.ts';
import { createRows, emptyState, type Rows } from './rows.ts';

/** How often buckets are looked at, in ms: it goes through all pages. */
const POUR_EVERY_MS = 60_000;

/** Everything in this process's memory, gone when it ends: for tests and for trying things out. */
export function memoryStorage(options: StorageOptions = {}): Storage {
  let secrets = newSecrets();
  const listeners = createListeners(options);
  const forgotten = new Set<VisitorId>();
  let rows = createRows(emptyState(0));
  let poured = Number.NEGATIVE_INFINITY;
  let operations = 0;
  let closed = false;

  /** Runs `work` as the promise's own, so that what it throws is a rejection. */
  async function whileOpen<Result>(work: () => Result): Promise<Result> {
    if (closed) throw new StorageError('The storage is closed.');
    return work();
  }

  /** A change by an operator, on a copy that is thrown away where it fails: nothing here rolls back. */
  const change = <Result>(work: (rows: Rows) => Result, begin = (before: Rows) => before.copy()): Promise<Result> =>
    whileOpen(() => {
      const next = begin(rows);
      const result = work(next);
      const isOther = (key: PageKey) => rows.read(key).version !== next.read(key).version;
      const changed = new Set([...rows.keys().filter(isOther), ...next.takeTouched()]);
      rows = next;
      operations++;
      listeners.tell(changed);
      return result;
    });

  return {
    read: (pages) => whileOpen(() => new Map(pages.map((key) => [key, rows.read(key)]))),
    missing: (pages) => whileOpen(() => pages.filter((key) => rows.ledger.find(key) === undefined)),
    record: (batch) =>
      whileOpen(() => {
        if (!batch.visitor && batch.interactions.some(({ type }) => type === 'reaction')) {
          throw new StorageError('A reaction needs a visitor.'); // Before anything changed: nothing here rolls back.
        }
        rows.prune(batch.now);
        if (Math.abs(batch.now - poured) >= POUR_EVERY_MS) {
          poured = batch.now;
          rows.pour(batch.now);
        }
        const refused = applyBatch(rows.ledger, batch);
        const pages = new Set(batch.interactions.map(({ page }) => page));
        const counts = new Map([...pages].map((key) => [key, rows.read(key, batch.visitor)]));
        listeners.tell(rows.takeTouched());
        return { counts, refused };
      }),
    import: (records, mode) =>
      change(
        ({ ledger }) => applyRecords(ledger, records, mode),
        (before) => rowsForImport(before, mode),
      ),
    async *export() {
      const records = await whileOpen(() => [...recordsOf(rows.ledger)]); // At one moment.
      yield* records;
    },
    top: (query) => whileOpen(() => topOf(rows, query)),
    page: (key) =>
      whileOpen(() => {
        const page = rows.ledger.find(key);
        return page && detailsOf(rows.ledger, page);
      }),
    retitle: (key, title) => change(({ ledger }) => ledger.setTitle(ledger.page(key), title)),
    merge: (from, into) => change(({ ledger }) => void mergePages(ledger, from, into)),
    delete: (key) => change(({ ledger }) => deletePage(ledger, key).length > 0),
    forget: (visitor) =>
      change(({ ledger }) => {
        forgotten.add(visitor);
        return forgetVisitor(ledger, visitor);
      }),
    isForgotten: (visitor) => whileOpen(() => forgotten.has(visitor)),
    async verify({ repair = false, progress } = {}) {
      const pages = await whileOpen(() => [...rows.ledger.pages()]);
      const found = pages.map((page) => verifyPage(rows.ledger, page));
      const differences = found.flatMap((one) => one.differences);
      progress?.(pages.length, pages.length);
      if (repair)
        for (const key of new Set(differences.map(({ page }) => page))) repairPage(rows.ledger, rows.ledger.page(key));
      return { pages: pages.length, votes: found.reduce((sum, { votes }) => sum + votes, 0), differences, damage: [] };
    },
    backup: () =>
      whileOpen(() => {
        throw new StorageError('What is in memory only has no backup. Use an export.');
      }),
    rotate: (step) =>
      whileOpen(() => {
        secrets = rotateSecrets(secrets, step);
      }),
    stats: () => whileOpen(() => ({ pages: rows.size() })),
    watch: (listener) => listeners.add(listener),
    untold: () => operations,
    secrets: () => whileOpen(() => secrets),
    check: () => whileOpen(() => undefined),
    close: async () => {
      closed = true;
      listeners.clear();
    },
  };
}

function rowsForImport(rows: Rows, mode: ImportMode | undefined): Rows {
  if (mode === 'replace') return createRows(emptyState(rows.nextVersion()));
  if (mode === undefined && rows.size() > 0) throw new StorageNotEmptyError();
  return rows.copy();
}

function topOf({ ledger }: Rows, { kind, name, window, limit, now }: TopQuery): TopPage[] {
  const isAsked = ([of, named]: NamedCount) => of === kind && (name === undefined || name === named);
  const sum = (counts: readonly NamedCount[]) =>
    counts.reduce((total, count) => (isAsked(count) ? total + count[2] : total), 0);
  const all = [...ledger.pages()].map((page) => {
    const counts =
      window === 'all'
        ? [OWN, ...ledger.sources(page)].flatMap((source) => ledger.counts(page, source))
        : ledger
            .buckets(page)
            .flatMap((bucket) => (bucket.start >= oldestStart(now, window, bucket.size) ? bucket.counts : []));
    const title = ledger.title(page);
    return { page: ledger.key(page), ...(title !== undefined && { title }), count: sum(counts) };
  });
  // The pages are sorted by their keys already, and sorting keeps the order of what is equal.
  return all
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, limit);
}
