/** Requests of readers, many in one transaction. */
import { setTimeout as delay } from 'node:timers/promises';
import { INTERACTION_ID_MS, type InteractionId, type PageKey } from 'gaung/contract';
import type { Batch, Recorded } from '../storage.ts';
import { StorageError } from '../storage.ts';
import { applyAll } from './apply.ts';
import { claimedIds, idsOf, latest, missingPages, pagesOf, visitorsOf } from './batches.ts';
import type { Changes } from './changes.ts';
import type { Connection, Pool, Query } from './connections.ts';
import { claimDays, type Days, otherDays } from './days.ts';
import { isConflict, isOutage, isWithoutPartition, postgresError } from './errors.ts';
import type { Loaded, Loader } from './load.ts';
import type { Writer } from './write.ts';

export interface CommitterOptions {
  /** What stands in front of the names of tables. */
  readonly s: string;
  readonly pool: Pool;
  readonly loader: Loader;
  readonly writer: Writer;
  readonly changes: Pick<Changes, 'announce'>;
  /** Absent: all ids lie in one table. */
  readonly days: Days | undefined;
}

export interface Committed {
  /** Of each batch what it came to, or why it alone failed. */
  readonly results: readonly (Recorded | StorageError)[];
  /** The keys of pages that have other counts. */
  readonly changed: ReadonlySet<PageKey>;
}

/** Most attempts, where the engine gives a transaction up or somebody else changed what is needed. */
const ATTEMPTS = 8;
/** A connection that breaks sooner than this, in ms, is worth another attempt: nobody has waited for long. */
const SOON_MS = 1000;
/** Between two attempts, in ms: up to so much longer each time. */
const WAIT_MS = 10;

/** The same has to be done again, once these pages are made. Nothing was changed. */
class Again extends Error {
  readonly make: readonly PageKey[];

  constructor(make: readonly PageKey[]) {
    super('Another server changed the same pages again and again.');
    this.make = make;
  }
}

/** What was read in the first round trip. */
interface Begun {
  /** Those ids that were not there yet. */
  readonly claimed: ReadonlySet<InteractionId>;
  readonly locked: ReadonlySet<number>;
  /** Pages that were made for this, and their ids. */
  readonly made: ReadonlyMap<PageKey, number>;
  readonly stored: Loaded;
}

/**
 * Applies batches in one transaction of two round trips: what they need is claimed, locked and read in the first one, what
 * became of it is written in the second, one row a page and name, however many readers did something on it.
 *
 * Everybody takes ids before pages, and both in order, so that no two wait for each other. Pages that are missing are known
 * after the first round trip only: then it begins anew, with these to be made in their place.
 */
export function createCommitter(options: CommitterOptions): (batches: readonly Batch[]) => Promise<Committed> {
  const { pool, loader, writer, changes, days } = options;
  const sql = statements(options.s);

  /** Asks all that the batches need. */
  async function begin(connection: Connection, batches: readonly Batch[], make: readonly PageKey[]): Promise<Begun> {
    const now = latest(batches);
    const own = claimDays(now);
    await days?.ensure(own);
    const pages = [...pagesOf(batches)];
    const { queries, toStored } = loader.load({ pages, ...visitorsOf(batches) });
    const making = make.length > 0 ? [query(sql.floor), query(sql.make, make)] : [];
    const [, , claims, ...rest] = await connection.run([
      'BEGIN ISOLATION LEVEL READ COMMITTED',
      "SET LOCAL gaung.begun = 'yes'",
      query(sql.claim, idsOf(batches), own, now, otherDays(now), now - INTERACTION_ID_MS),
      ...making,
      query(sql.lock, pages),
      ...queries,
    ]);
    const made = (making.length > 0 ? rest[1]! : []).map(({ key, id }) => [key as PageKey, id as number] as const);
    const [locked, ...answers] = rest.slice(making.length);
    return {
      claimed: claimedIds(claims!, own.length),
      locked: new Set(locked!.map(({ id }) => id as number)),
      made: new Map(made),
      stored: toStored(answers),
    };
  }

  async function attempt(
    connection: Connection,
    batches: readonly Batch[],
    make: readonly PageKey[],
    sent: () => void,
  ) {
    const { claimed, locked, made, stored } = await begin(connection, batches, make);
    if (stored.pages.some(({ id }) => !locked.has(id))) throw new Again(make); // One was merged or made meanwhile.
    const missing = missingPages(batches, claimed, stored);
    if (missing.length > 0) throw new Again(missing);
    const { set, results } = applyAll(batches, {
      floor: stored.floor,
      pages: stored.pages.filter(({ key }) => !made.has(key)), // These are made by whoever is the first on them.
      known: idsOf(batches).filter((id) => !claimed.has(id)),
    });
    const difference = set.difference();
    const used = new Set(difference.pages.flatMap(({ id, key }) => (id === undefined ? [key] : [])));
    const unused = [...made].flatMap(([key, id]) => (used.has(key) ? [] : [id]));
    const unclaimed = [...claimed].filter((id) => !set.isApplied(id));
    const changed = set.rows.takeTouched();
    sent();
    const answers = await Promise.all(
      [
        ...writer.queries(difference, (key) => made.get(key as PageKey)!),
        ...(unclaimed.length > 0 ? [query(sql.unclaim, unclaimed, claimDays(latest(batches)))] : []),
        ...(unused.length > 0 ? [query(sql.unmake, unused)] : []),
        ...(used.size > 0 ? [writer.grow(used.size)] : []),
        ...changes.announce({ pages: changed, isByOperator: false }),
        'COMMIT',
      ].map((one) => connection.query(one)),
    );
    if (answers.at(-1)!.command !== 'COMMIT') throw new StorageError('PostgreSQL undid the transaction.');
    return { results, changed };
  }

  /** @param mayBeLost Whether a connection that breaks before anything could be committed is no reason to give up. */
  async function tryOnce(
    batches: readonly Batch[],
    make: readonly PageKey[],
    mayBeLost: () => boolean,
  ): Promise<Committed | Again> {
    const connection = await pool.connect();
    let isBroken = true;
    let isSent = false;
    try {
      const committed = await attempt(connection, batches, make, () => {
        isSent = true;
      });
      isBroken = false;
      return committed;
    } catch (error) {
      // Once a commit is sent, and its answer is lost, nobody knows: who asks again with the same ids will.
      const isLost = isOutage(error) && !(error instanceof Again);
      if (!isLost) isBroken = await rollBack(connection);
      if (error instanceof Again) return error;
      if (isWithoutPartition(error)) days?.doubt();
      if (isConflict(error) || isWithoutPartition(error) || (isLost && !isSent && mayBeLost())) {
        return new Again(make);
      }
      throw error;
    } finally {
      connection.release(isBroken);
    }
  }

  return async (batches) => {
    const start = performance.now();
    let make: readonly PageKey[] = [];
    let last: unknown;
    for (let n = 0; n < ATTEMPTS; n++) {
      if (n > 1) await delay(Math.random() * WAIT_MS * n);
      try {
        const committed = await tryOnce(batches, make, () => n === 0 && performance.now() - start < SOON_MS);
        if (!(committed instanceof Again)) return committed;
        make = committed.make;
        last = committed;
      } catch (cause) {
        throw postgresError('The commit failed.', cause);
      }
    }
    throw postgresError('The commit failed.', last);
  };
}

const query = (statement: { readonly name: string; readonly text: string }, ...values: unknown[]): Query => ({
  ...statement,
  values,
});

/** Returns whether the connection is of no use any more. */
async function rollBack(connection: Connection): Promise<boolean> {
  try {
    await connection.query('ROLLBACK');
    return false;
  } catch {
    return true;
  }
}

function statements(s: string) {
  // All is sent before it is known whether the transaction began. Were ids claimed without it, they would never count.
  const begun = "current_setting('gaung.begun', true) = 'yes'";
  return {
    claim: {
      name: 'gaung_claim',
      text: `INSERT INTO ${s}interactions (day, id, received)
        SELECT own.day, asked.id, $3 FROM unnest($1::uuid[]) AS asked (id) CROSS JOIN unnest($2::integer[]) AS own (day)
        WHERE ${begun} AND NOT EXISTS (
          SELECT 1 FROM ${s}interactions AS old
          WHERE old.id = asked.id AND old.day = ANY($4::integer[]) AND old.received >= $5
        ) ORDER BY asked.id, own.day ON CONFLICT DO NOTHING RETURNING id`,
    },
    unclaim: {
      name: 'gaung_unclaim',
      text: `DELETE FROM ${s}interactions WHERE id = ANY($1::uuid[]) AND day = ANY($2::integer[])`,
    },
    // Locked, so that no page begins below what a page that is being deleted had come to.
    floor: { name: 'gaung_lock_floor', text: `SELECT value FROM ${s}meta WHERE name = 'version_floor' FOR SHARE` },
    make: {
      name: 'gaung_make_pages',
      text: `INSERT INTO ${s}pages (key, version)
        SELECT asked.key, (SELECT value FROM ${s}meta WHERE name = 'version_floor')
        FROM unnest($1::text[]) AS asked (key) WHERE ${begun} ON CONFLICT DO NOTHING RETURNING id, key`,
    },
    unmake: { name: 'gaung_unmake_pages', text: `DELETE FROM ${s}pages WHERE id = ANY($1::bigint[])` },
    lock: {
      name: 'gaung_lock_pages',
      text: `SELECT id FROM ${s}pages
        WHERE id IN (SELECT coalesce(alias_of, id) FROM ${s}pages WHERE key = ANY($1::text[])) ORDER BY id FOR UPDATE`,
    },
  };
}
