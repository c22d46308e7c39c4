import { randomInt } from 'node:crypto';
import { createListeners } from '../listeners.ts';
import type { StoredRecord } from '../records.ts';
import {
  type Batch,
  type Recorded,
  type Storage,
  StorageError,
  type StorageOptions,
  StorageRefusal,
} from '../storage.ts';
import { createOperator } from './change.ts';
import { createCheck } from './check.ts';
import { createCommitter } from './commit.ts';
import { CLOSE_MS, type Connections, createConnections } from './connections.ts';
import { checkDurability } from './durability.ts';
import { isHeldUp, isOutage, postgresError } from './errors.ts';
import { postgresExport, postgresPage, postgresVerify } from './export.ts';
import { type Feature, findFeatures } from './features.ts';
import { importRecords } from './import.ts';
import { createLoader } from './load.ts';
import { createOperations } from './operations.ts';
import { type PostgresPlace, readPlace } from './place.ts';
import { createQueue } from './queue.ts';
import { createReads } from './reads.ts';
import { createSecrets } from './secrets.ts';
import { createShared } from './shared.ts';
import { postgresTop } from './top.ts';
import { createUpkeep } from './upkeep.ts';
import { within } from './within.ts';
import { createWriter } from './write.ts';

export interface PostgresOptions extends StorageOptions {
  /** Such as `postgres://gaung:password@db.example/gaung`; see {@link readPlace}. */
  readonly url: string;
  /** What the engine is taken to lack, though it may have it. */
  readonly without?: readonly Feature[];
}

/** Servers that are likely to have totals and marks of their own are so many. */
const SLOTS = 64;

/**
 * Rows in a PostgreSQL database, for any number of servers side by side. What arrives together shares a commit, and a page is
 * written once in it, however many readers did something there. Each answer is as new as the last commit of any server.
 *
 * @throws {StorageError} where the database cannot be used; it says why, and not the password.
 */
export async function postgresStorage({ url, without = [], ...options }: PostgresOptions): Promise<Storage> {
  const place = readPlace(url);
  const connections = createConnections(place.connection);
  try {
    return await open(place, connections, new Set(without), options);
  } catch (cause) {
    await connections.close();
    throw cause instanceof StorageError
      ? new StorageError(`${place.name} cannot be used: ${cause.reason}`, cause.cause)
      : postgresError(`${place.name} cannot be used.`, cause);
  }
}

async function open(
  place: PostgresPlace,
  connections: Connections,
  without: ReadonlySet<Feature>,
  options: StorageOptions,
): Promise<Storage> {
  const { reads: readPool, writes: writePool, others, walks, ranks, long } = connections;
  const isDurable = place.durability === 'always';
  const s = `"${place.schema}".`;
  const slot = randomInt(SLOTS);
  const listeners = createListeners(options);
  const reads = createReads(s, readPool);
  if (isDurable) await checkDurability(others);
  const features = await findFeatures(connections, place.schema, without, ({ pages, isByOperator }) => {
    if (isByOperator) reads.doubt();
    listeners.tell(pages);
  });
  const { locks, days, hasTableLocks, changes } = features;
  const [loader, writer] = [createLoader(s), createWriter(s, slot)];
  const commit = createCommitter({ s, pool: writePool, loader, writer, changes, days });
  const upkeep = createUpkeep({ s, pool: others, locks, days, report: options.report ?? console.error });
  const check = createCheck(s, others, slot, isDurable);
  const looking = { s, pool: walks, loader };
  const operations = createOperations(s);
  const change = createOperator({
    ...{ s, pool: connections.changes, loader, writer, changes, hasTableLocks },
    changed(pages) {
      reads.doubt();
      check.wrote(true);
      listeners.tell(pages);
    },
  });
  let isClosed = false;

  const writes = createQueue<Batch, Recorded>({
    weigh: ({ interactions, excluded = [] }) => interactions.length + excluded.length,
    isOutage: (error) => isOutage(error) || isHeldUp(error),
    async commit(batches) {
      const start = performance.now();
      const { results, changed } = await commit(batches).catch((error: unknown) => {
        check.wrote(false);
        throw error;
      });
      check.wrote(true);
      listeners.tell(changed);
      options.onCommit?.({ requests: batches.length, seconds: (performance.now() - start) / 1000 });
      upkeep.tick(batches.at(-1)!.now);
      return results;
    },
  });

  /** Runs `work` as the promise's own, so that what it throws is a rejection, and one of ours. */
  async function asStorage<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isClosed) throw new StorageError('The storage is closed.');
    try {
      return await work();
    } catch (cause) {
      throw postgresError('The database failed.', cause);
    }
  }

  async function* exportRecords(): AsyncGenerator<StoredRecord, void, undefined> {
    if (isClosed) throw new StorageError('The storage is closed.');
    try {
      await upkeep.end(); // Who exports twice in a row gets the same twice.
      yield* postgresExport(looking);
    } catch (cause) {
      throw postgresError('The database could not be read.', cause);
    }
  }

  const shared = createShared(s, others);
  const secrets = createSecrets(s, others);

  return {
    read: (pages) => asStorage(() => reads.read(pages)),
    missing: (pages) => asStorage(() => reads.missing(pages)),
    record: (batch) => asStorage(() => writes.add(batch)),
    // Once: records may come from where they can be taken only once.
    import: (records, mode) => asStorage(() => change((work) => importRecords(s, work, records, mode), 1)),
    export: exportRecords,
    top: (query) => asStorage(() => postgresTop(s, ranks, query)),
    page: (key) => asStorage(() => postgresPage(looking, key)),
    retitle: (key, title) => asStorage(() => change((work) => operations.retitle(work, key, title))),
    merge: (from, into) => asStorage(() => change((work) => operations.merge(work, from, into))),
    delete: (key) => asStorage(() => change((work) => operations.delete(work, key))),
    forget: (visitor) => asStorage(() => change((work) => operations.forget(work, visitor))),
    isForgotten: (visitor) => asStorage(() => reads.isForgotten(visitor)),
    verify: ({ repair = false, progress } = {}) =>
      asStorage(async () => {
        const { wrong, ...verification } = await postgresVerify(looking, long, progress);
        if (repair && wrong.length > 0) await change((work) => operations.repair(work, wrong));
        return verification;
      }),
    backup: () =>
      asStorage(async () => {
        throw new StorageRefusal(
          `PostgreSQL has its own backups: pg_dump --schema=${place.schema} writes a copy while servers run.`,
        );
      }),
    stats: () => asStorage(() => reads.stats()),
    watch: (listener) => listeners.add(listener),
    secrets: () => asStorage(secrets.read),
    rotate: (step) => asStorage(() => secrets.rotate(step)),
    shared: {
      add: (counts) => asStorage(() => shared.add(counts)),
      salt: (day) => asStorage(() => shared.salt(day)),
    },
    check: () => asStorage(check),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await writes.flush();
      await within(CLOSE_MS, Promise.all([upkeep.end(), changes.close()]));
      listeners.clear();
      await connections.close();
    },
  };
}
