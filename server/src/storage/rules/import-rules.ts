import type { PageKey } from 'gaung/contract';
import type { ImportMode, ImportSummary } from '../administration.ts';
import type { Base, PageRecord, StoredRecord } from '../records.ts';
import { ImportMismatchError } from '../storage.ts';
import { type Ledger, type NamedCount, OWN } from './ledger.ts';
import { toNamedCounts, toNumbers } from './numbers.ts';
import { mergePages, setVoteSilently } from './page-rules.ts';

/** What an import has come to know of a page. */
interface Seen {
  readonly isNew: boolean;
  /** The version that it shall have, where the import says one. */
  version?: number;
  isChanged: boolean;
  /** What the import says that its votes come to. */
  reactions?: PageRecord['reactions'];
}

/**
 * An import in parts: for storages that have only some of the rows at hand at a time. Each part gets a ledger in which is all
 * that its records name.
 */
export interface Importing {
  /** Takes records. */
  take<Page>(ledger: Ledger<Page>, records: Iterable<StoredRecord>): void;
  /** The pages that came, by their own keys; asked when all records are taken. */
  keys(): PageKey[];
  /** Gives pages their versions. @throws {ImportMismatchError} */
  finish<Page>(ledger: Ledger<Page>, keys: Iterable<PageKey>): void;
  /** How many pages there were and how many have other numbers; asked when all are finished. */
  summary(): ImportSummary;
}

/** @param floor Where the versions of new pages began before the import. */
export function createImporting(mode: ImportMode | undefined, floor: number): Importing {
  const seen = new Map<PageKey, Seen>();

  function look<Page>(ledger: Ledger<Page>, key: PageKey): [Page, Seen] {
    const found = ledger.find(key);
    const page = found ?? ledger.page(key);
    const own = ledger.key(page);
    const known = seen.get(own) ?? { isNew: found === undefined, isChanged: false };
    seen.set(own, known);
    return [page, known];
  }

  return {
    take(ledger, records) {
      for (const record of records) {
        if (record.type === 'meta') {
          ledger.setFloor(Math.max(ledger.floor(), record.versionFloor));
          continue;
        }
        const [page, known] = look(ledger, record.page);
        if (applyRecord(ledger, record, page, known)) known.isChanged = true;
        for (const alias of record.type === 'page' ? record.aliases : []) {
          if (!mergePages(ledger, alias, ledger.key(page))) continue;
          known.isChanged = true;
          seen.delete(alias); // It may have been a page of its own.
        }
      }
    },
    keys: () => [...seen.keys()],
    finish(ledger, keys) {
      for (const key of keys) {
        const known = seen.get(key)!;
        const page = ledger.page(key);
        if (known.reactions && mode !== 'merge') checkReactions(ledger, page, known.reactions);
        finish(ledger, page, known, floor);
      }
    },
    summary: () => ({
      pages: seen.size,
      changed: [...seen.values()].filter(({ isChanged }) => isChanged).length,
    }),
  };
}

/** Takes records. Returns how many pages there were and how many have other numbers. */
export function applyRecords<Page>(
  ledger: Ledger<Page>,
  records: Iterable<StoredRecord>,
  mode: ImportMode | undefined,
): ImportSummary {
  const importing = createImporting(mode, ledger.floor());
  importing.take(ledger, records);
  importing.finish(ledger, importing.keys());
  return importing.summary();
}

/** Returns whether the page has other numbers than before. */
function applyRecord<Page>(
  ledger: Ledger<Page>,
  record: Exclude<StoredRecord, { type: 'meta' }>,
  page: Page,
  known: Seen,
): boolean {
  switch (record.type) {
    case 'page': {
      known.version = Math.max(known.version ?? 0, record.version);
      known.reactions = record.reactions;
      if (record.title !== undefined) ledger.setTitle(page, record.title);
      const now = new Map(ledger.excluded(page));
      for (const [reason, count] of Object.entries(record.excluded)) {
        ledger.addExcluded(page, reason, count - (now.get(reason) ?? 0));
      }
      const isOther = ([kind]: NamedCount) => kind !== 'reaction'; // These are what the votes say.
      const kept = ledger.counts(page, OWN).filter((count) => !isOther(count));
      return setCounts(ledger, page, OWN, [...toNamedCounts(record).filter(isOther), ...kept]);
    }
    case 'base':
      if (record.title !== undefined) ledger.setTitle(page, record.title);
      return setCounts(ledger, page, sourceOf(ledger, page, record), toNamedCounts(record));
    case 'bucket': {
      const there = ledger.buckets(page).find(({ size, start }) => size === record.size && start === record.start);
      const gone = (there?.counts ?? []).map(([kind, name, count]): NamedCount => [kind, name, -count]);
      for (const count of [...gone, ...toNamedCounts(record)]) {
        ledger.addToBucket(page, record.size, record.start, count);
      }
      return false;
    }
    case 'vote':
      return setVoteSilently(ledger, page, record.visitor, record);
  }
}

/**
 * The source under which a base is kept. What is said of an alias is kept apart from what the same source says of the
 * page itself: both are numbers of their own, and each replaces itself only.
 */
export function sourceOf<Page>(ledger: Ledger<Page>, page: Page, { page: key, source }: Base): string {
  return ledger.key(page) === key ? source : `${source}@${key}`;
}

function setCounts<Page>(ledger: Ledger<Page>, page: Page, source: string, counts: readonly NamedCount[]): boolean {
  if (JSON.stringify(ledger.counts(page, source)) === JSON.stringify(counts)) return false;
  ledger.setCounts(page, source, counts);
  return true;
}

function checkReactions<Page>(ledger: Ledger<Page>, page: Page, said: PageRecord['reactions']): void {
  const sorted = toNumbers(Object.entries(said).map(([name, count]): NamedCount => ['reaction', name, count]));
  const { reactions } = toNumbers(ledger.counts(page, OWN));
  if (JSON.stringify(reactions) === JSON.stringify(sorted.reactions)) return;
  throw new ImportMismatchError(ledger.key(page), sorted.reactions, reactions);
}

/** Gives a page its version. @param floor What no version may be below, because readers may have seen it. */
function finish<Page>(ledger: Ledger<Page>, page: Page, { isNew, isChanged, version }: Seen, floor: number): void {
  if (isNew && version !== undefined) {
    ledger.setVersion(page, Math.max(version, floor));
    return;
  }
  if (isChanged) ledger.touch(page);
  if (version !== undefined && version > ledger.version(page)) ledger.setVersion(page, version);
}
