import type { PageKey } from 'gaung/contract';
import { createListeners } from '../listeners.ts';
import { createRows } from '../memory/rows.ts';
import { detailsOf, repairPage } from '../rules/export-rules.ts';
import { type Storage, StorageError, type StorageOptions, StorageRefusal } from '../storage.ts';
import { countPages } from './all-pages.ts';
import { createBatches } from './batches.ts';
import { createCalls } from './calls.ts';
import { changePage } from './change-page.ts';
import { redisCheck } from './check.ts';
import { connect } from './connect.ts';
import { deleteKey } from './delete.ts';
import { createInspection, type Warn } from './durability.ts';
import { createEngine, type Engine } from './engine.ts';
import { toStorageError } from './errors.ts';
import { exportRecords, verifyAll } from './export.ts';
import { finishAll, finishIfIdle, tellOfImports } from './finish.ts';
import { forget, isForgotten } from './forget.ts';
import { createHearing } from './hearing.ts';
import { importRecords } from './import.ts';
import { groupOf } from './keys.ts';
import { mergeInto } from './merge.ts';
import { alone, createJournal, type Journal } from './operator.ts';
import { toPage, toState } from './page-fields.ts';
import { findPage, readWhole } from './pages.ts';
import { createReads } from './reads.ts';
import { createRecord } from './record.ts';
import { readSecrets, rotate } from './secrets.ts';
import { createShared } from './shared.ts';
import { redisTop } from './top.ts';
import { readRedisUrl } from './url.ts';

/** How often it is looked for what was interrupted, in ms. */
const FINISH_EVERY_MS = 30_000;

export interface RedisOptions extends StorageOptions {
  /** `redis://USER:PASSWORD@HOST:PORT,HOST:PORT/?OPTION=VALUE`: docs/redis.md has the options. */
  readonly url: string;
  /** Is told what an operator should know; default: the console. */
  readonly warn?: Warn;
}

/**
 * Rows in a Redis or Valkey, one node or a cluster, for servers that run side by side. A page is in one slot with all that
 * is of it, and one script applies what readers do on it: atomic per page.
 *
 * @throws {StorageError} where it cannot be used, or is known to lose what it acknowledges; it says why.
 */
export async function redisStorage({ url, warn = console.warn, ...options }: RedisOptions): Promise<Storage> {
  const address = readRedisUrl(url);
  const engine = createEngine(await connect(address), address);
  const listeners = createListeners(options);
  const calls = createCalls((keys) => listeners.tell(new Set(keys)));
  const inspect = createInspection(engine, address, warn);
  const hearing = await begin().catch((error) => {
    engine.close();
    throw toStorageError('Redis cannot be used.', error);
  });
  const batches = createBatches(engine, calls, { waits: address.replicas > 0, onCommit: options.onCommit });
  const record = createRecord(engine, batches, listeners);
  const check = redisCheck(engine, inspect);
  const shared = createShared(engine);
  const readCounts = createReads(engine);
  /** What is under way; a storage that closes waits for it. */
  const working = new Set<Promise<unknown>>();
  let isClosed = false;

  async function begin() {
    await inspect();
    await finishIfIdle(engine, calls);
    await tellOfImports(engine, warn);
    return createHearing(engine, address, { calls, listeners });
  }

  async function whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isClosed) throw new StorageError('The storage is closed.');
    const one = work().catch((error) => {
      throw toStorageError('Redis failed.', error);
    });
    working.add(one);
    try {
      return await one;
    } finally {
      working.delete(one);
    }
  }

  const told = async <Result>(work: Promise<{ readonly result: Result; readonly changed: ReadonlySet<PageKey> }>) => {
    const { result, changed } = await work;
    listeners.tell(changed);
    return result;
  };

  const finish = () => whileOpen(async () => listeners.tell(await finishIfIdle(engine, calls)));
  // Servers may run for long before one is started, or somebody gives a command.
  const timer = setInterval(() => void finish().catch(() => {}), FINISH_EVERY_MS);
  timer.unref();

  /** One operator's work, once what others left undone is finished. */
  const operate = <Result>(work: (held: Engine, own: Journal) => Promise<Result>) =>
    whileOpen(() =>
      alone(engine, async (held) => {
        const own = createJournal(held);
        listeners.tell(await finishAll(held, calls, own));
        return work(held, own);
      }),
    );

  return {
    read: (pages) =>
      whileOpen(async () => {
        const counts = await Promise.all(pages.map(readCounts));
        return new Map(pages.map((key, i) => [key, counts[i]!]));
      }),
    missing: (pages) =>
      whileOpen(async () => {
        const there = await Promise.all(
          pages.map((key) => engine.read(groupOf(key), ['exists', `${engine.base(groupOf(key))}p:${key}`])),
        );
        return pages.filter((_, i) => there[i] !== 1);
      }),
    record: (batch) => whileOpen(() => record(batch)),
    import: (records, mode) =>
      operate(async (held, own) => {
        const { summary, changed } = await importRecords(held, calls, own, records, mode);
        listeners.tell(changed);
        return summary;
      }),
    async *export() {
      await finish();
      try {
        yield* exportRecords(engine);
      } catch (error) {
        throw toStorageError('Redis failed.', error);
      }
    },
    top: (query) => whileOpen(() => redisTop(engine, query)),
    page: (asked) =>
      whileOpen(async () => {
        const { key } = await findPage(engine, asked);
        const fields = await readWhole(engine, key);
        if (fields.page['v'] === undefined) return undefined;
        const { ledger } = createRows(toState(0, [toPage(key, fields)]));
        return detailsOf(ledger, ledger.page(key));
      }),
    retitle: (key, title) =>
      whileOpen(() =>
        told(changePage(engine, calls, key, ({ ledger }, of) => ledger.setTitle(ledger.page(of), title))),
      ),
    merge: (from, into) => operate(async (held, own) => listeners.tell(await mergeInto(held, calls, own, from, into))),
    delete: (key) =>
      operate(async (held, own) => {
        const gone = await deleteKey(held, calls, own, key);
        listeners.tell(gone);
        return gone.size > 0;
      }),
    forget: (visitor) =>
      operate(async (held) => {
        const { chosen, changed } = await forget(held, calls, visitor);
        listeners.tell(changed);
        return chosen;
      }),
    isForgotten: (visitor) => whileOpen(() => isForgotten(engine, visitor)),
    verify: ({ repair = false, progress } = {}) =>
      whileOpen(async () => {
        const verification = await verifyAll(engine, progress);
        const wrong = new Set(repair ? verification.differences.map(({ page }) => page) : []);
        for (const page of wrong) {
          await told(changePage(engine, calls, page, ({ ledger }, key) => repairPage(ledger, ledger.page(key))));
        }
        return verification;
      }),
    backup: () =>
      whileOpen(async () => {
        throw new StorageRefusal(
          'Redis is copied by its own means: BGSAVE or its append-only files (docs/redis.md). What is in it can be moved by "gaung-server export".',
        );
      }),
    stats: () => whileOpen(async () => ({ pages: await countPages(engine) })),
    watch: (listener) => listeners.add(listener),
    secrets: () => whileOpen(() => readSecrets(engine)),
    rotate: (step) => whileOpen(() => rotate(engine, step)),
    shared: {
      add: (counts) => whileOpen(() => shared.add(counts)),
      salt: (day) => whileOpen(() => shared.salt(day)),
    },
    check: () => whileOpen(check),
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      await Promise.allSettled(working);
      hearing.close();
      listeners.clear();
      engine.close();
    },
  };
}
