import type { DatabaseSync } from 'node:sqlite';
import type { PageCounts, PageKey } from 'gaung/contract';
import { createListeners } from '../listeners.ts';
import { detailsOf, repairPage } from '../rules/export-rules.ts';
import { applyRecords } from '../rules/import-rules.ts';
import { deletePage, forgetVisitor, mergePages } from '../rules/page-rules.ts';
import { applyBatch } from '../rules/rules.ts';
import {
  type Batch,
  type Recorded,
  type Storage,
  StorageError,
  StorageNotEmptyError,
  type StorageOptions,
} from '../storage.ts';
import { sqliteCheck } from './check.ts';
import { sqliteBackup, sqliteExport, sqliteVerify } from './copies.ts';
import { type DraftsOptions, sqliteDrafts } from './drafts.ts';
import { groupCommit } from './group-commit.ts';
import { guardFile } from './guard.ts';
import { createKnownPages } from './known-pages.ts';
import { sqliteLedger } from './ledger.ts';
import { openDatabase } from './open.ts';
import { sqlitePrune } from './prune.ts';
import { createReader } from './reader.ts';
import { forgottenBytes } from './rows.ts';
import { sqliteSecrets } from './secrets.ts';
import { onceUnlocked, snapshot, transaction } from './transaction.ts';
import { sqliteUntold } from './untold.ts';
import { whenQuiet } from './when-quiet.ts';

export interface SqliteOptions extends StorageOptions, DraftsOptions {
  /** The database file; made where missing, with mode 600. */
  readonly path: string;
  /** How long a write waits for another process's lock, in ms; default 1000. Nobody else waits with it. */
  readonly busyTimeout?: number;
}

/** How long SQLite itself waits for a lock while the server runs, in ms: all who read stand still with it. */
const STAND_STILL_MS = 5;

/**
 * Rows in an SQLite file, with nothing to install. Writes of one process share commits; what is acknowledged survives a
 * crash of the process and of the machine.
 *
 * @throws {StorageError} where the file cannot be used; it says why.
 */
export function sqliteStorage({ path, busyTimeout = 1000, ...options }: SqliteOptions): Storage {
  const db = openDatabase(path, busyTimeout);
  db.exec(`PRAGMA busy_timeout = ${STAND_STILL_MS}`);
  const guard = guardFile(db, path);
  const { ledger, read, touched } = sqliteLedger(db);
  const drafts = sqliteDrafts(db, ledger, options);
  const listeners = createListeners(options);
  const prune = sqlitePrune(db);
  const reader = createReader(path);
  const secrets = sqliteSecrets(db);
  const isForgotten = db.prepare('SELECT 1 FROM forgotten WHERE visitor = ?');
  const byOthers = sqliteUntold(db);
  let operations = 0;
  const untold = () => byOthers() + operations * 2 ** 32;
  const known = createKnownPages({ find: ledger.find, untold });
  let latest = 0;
  let isClosed = false;
  const writes = groupCommit<Batch, Applied>({
    db,
    patience: busyTimeout,
    toError: guard.toError,
    before: guard.check,
    apply(batch) {
      latest = batch.now;
      const refused = applyBatch(drafts.ledger, batch);
      const counts = new Map<PageKey, PageCounts>();
      for (const { page } of batch.interactions)
        if (!counts.has(page)) counts.set(page, drafts.read(page, batch.visitor));
      return { counts, refused, changed: drafts.takeTouched() };
    },
    begun: drafts.begin,
    applied: drafts.write,
    undone: drafts.drop,
    oneByOne: drafts.post, // Or each of them would have to, and where that fails, each again.
    beforeCommit: () => prune(latest),
    afterCommit(batches) {
      guard.wrote();
      const changed = new Set(batches.flatMap(({ changed }) => changed));
      listeners.tell(changed);
      if (drafts.arePending) postSoon();
    },
    onCommit: options.onCommit,
  });

  /** Runs `work` as the promise's own, so that what it throws is a rejection, and one of ours. */
  async function asStorage<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    if (isClosed) throw new StorageError('The storage is closed.');
    try {
      return await work();
    } catch (cause) {
      throw cause instanceof StorageError ? cause : guard.toError('The database failed.', cause);
    }
  }

  /** Does something in a durable transaction, on rows that have all that is stored. */
  async function onRows<Result>(work: () => Result, patience = busyTimeout): Promise<Result> {
    guard.check();
    const whole = () => {
      drafts.begin();
      drafts.post();
      return work();
    };
    const attempt = () => {
      try {
        return transaction(db, whole);
      } catch (error) {
        drafts.drop(); // They think that all was written.
        throw error;
      }
    };
    return onceUnlocked(attempt, patience);
  }

  /** Looks at pages as they are at one moment, whoever wrote last. */
  const atOneMoment = <Result>(look: () => Result): Result =>
    snapshot(db, () => {
      drafts.begin();
      return look();
    });

  /** The same for one page, which does without the locks of a transaction where only this process has written. */
  const asOfThisTurn = <Result>(look: () => Result): Result => (drafts.areOf(byOthers()) ? look() : atOneMoment(look));

  /** For all who look at the rows alone. */
  async function post(patience?: number): Promise<void> {
    if (!asOfThisTurn(() => drafts.arePending)) return;
    await onRows(() => {}, patience);
    guard.wrote();
  }

  /**
   * What cannot be written now, as on a full disk, must not end what only reads: the rows agree with each other anyhow.
   * Nor is it waited for.
   */
  const postIfPossible = () => post(0).catch(() => {});

  /** Where nobody writes any more: who does takes the journal in, too. Until it works all is stored in the journal. */
  const postSoon = whenQuiet({ guard, isDue: () => !isClosed, work: () => post() });
  postSoon(); // A process that was killed may have left something.

  /** One change by an operator: all of it or nothing, and told of. */
  const change = <Result>(work: () => Result, gone: (result: Result) => readonly PageKey[] = () => []) =>
    asStorage(async () => {
      const change = () => {
        touched.clear();
        const result = work();
        return { result, changed: new Set([...gone(result), ...touched]) };
      };
      const { result, changed } = await onRows(change);
      drafts.drop();
      operations++;
      guard.wrote();
      listeners.tell(changed);
      return result;
    });

  const check = sqliteCheck(db, guard, change);

  return {
    read: (pages) =>
      asStorage(() => {
        const readAll = () => new Map(pages.map((key) => [key, drafts.pending(key) ?? read(key)]));
        return pages.length > 1 ? atOneMoment(readAll) : asOfThisTurn(readAll);
      }),
    missing: (pages) => asStorage(() => pages.filter((key) => !known.has(key))),
    record: (batch) => (isClosed ? Promise.reject(new StorageError('The storage is closed.')) : writes.add(batch)),
    import: async (records, mode) => {
      const { summary } = await change(
        () => {
          const gone = mode === 'replace' ? deleteAll(db) : [];
          if (mode === undefined && db.prepare('SELECT 1 FROM pages LIMIT 1').get()) throw new StorageNotEmptyError();
          return { summary: applyRecords(ledger, records, mode), gone };
        },
        ({ gone }) => gone,
      );
      return summary;
    },
    async *export() {
      await asStorage(post);
      yield* sqliteExport(path, busyTimeout);
    },
    top: (query) =>
      asStorage(async () => {
        await postIfPossible();
        return reader.top(query);
      }),
    page: (key) =>
      asStorage(async () => {
        await post();
        const page = ledger.find(key);
        return page === undefined ? undefined : detailsOf(ledger, page);
      }),
    retitle: (key, title) => change(() => ledger.setTitle(ledger.page(key), title)),
    merge: (from, into) => change(() => void mergePages(ledger, from, into)),
    delete: async (key) =>
      (
        await change(
          () => deletePage(ledger, key),
          (keys) => keys,
        )
      ).length > 0,
    forget: (visitor) =>
      change(() => {
        db.prepare('INSERT OR IGNORE INTO forgotten (visitor) VALUES (?)').run(forgottenBytes(visitor));
        return forgetVisitor(ledger, visitor);
      }),
    isForgotten: (visitor) => asStorage(() => isForgotten.get(forgottenBytes(visitor)) !== undefined),
    verify: ({ repair = false, progress } = {}) =>
      asStorage(async () => {
        await postIfPossible();
        const { wrong, ...verification } = await sqliteVerify(path, busyTimeout, progress);
        if (repair && wrong.length > 0) {
          await change(() => {
            for (const key of wrong) repairPage(ledger, ledger.page(key));
          });
        }
        return verification;
      }),
    backup: (to, progress) => asStorage(() => sqliteBackup(path, to, busyTimeout, progress)),
    rotate: (step) => change(() => secrets.rotate(step)),
    stats: () =>
      asStorage(() => ({
        pages: (db.prepare("SELECT value FROM meta WHERE name = 'pages'").get() as { value: number }).value,
      })),
    watch: (listener) => listeners.add(listener),
    untold() {
      if (isClosed) throw new StorageError('The storage is closed.');
      try {
        return untold();
      } catch (cause) {
        throw guard.toError('The database failed.', cause);
      }
    },
    secrets: () => asStorage(secrets.read),
    check: () => asStorage(check),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await writes.flush();
      await postIfPossible(); // Else the next start finds it in the journal.
      listeners.clear();
      await reader.close();
      db.close();
    },
  };
}

/** What a batch came to, and the pages that it gave other counts. */
interface Applied extends Recorded {
  readonly changed: readonly PageKey[];
}

/**
 * Deletes all but the secret and who was forgotten. Versions go on above the highest there was: to a reader who has seen
 * it, a page that began again at 1 would look older than what they have.
 *
 * @returns The pages that there were.
 */
function deleteAll(db: DatabaseSync): PageKey[] {
  const pages = db.prepare('SELECT key FROM pages').all() as { key: PageKey }[];
  db.exec(`
    UPDATE meta SET value = max(value, (SELECT coalesce(max(version), 0) FROM pages)) + 1 WHERE name = 'version_floor';
    UPDATE meta SET value = 0 WHERE name = 'pages';
    DELETE FROM counts;
    DELETE FROM votes;
    DELETE FROM last_views;
    DELETE FROM interactions;
    DELETE FROM buckets;
    DELETE FROM exclusions;
    DELETE FROM pages WHERE alias_of IS NOT NULL;
    DELETE FROM pages;
  `);
  return pages.map(({ key }) => key);
}
