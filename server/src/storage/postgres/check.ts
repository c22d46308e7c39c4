import { setTimeout as delay } from 'node:timers/promises';
import { StorageError } from '../storage.ts';
import { inTransaction, type Pool } from './connections.ts';
import { checkDurability } from './durability.ts';

/** How long an answer may take, in ms: an engine that hangs does not work. */
const PATIENCE_MS = 3000;
/** How long a write says that the next one would succeed, in ms. */
const FRESH_MS = 1000;

export interface Check {
  /** Resolves when the database takes writes. One write serves all who ask meanwhile. */
  (): Promise<void>;
  /** Hears that something was written, or could not be. */
  wrote(isWritten: boolean): void;
}

/**
 * A check that the database takes a durable write, by one to a row of this server's own. A standby, a full disk and an engine
 * that hangs fail it.
 *
 * @param slot Which row it is.
 * @param isDurable Whether what is acknowledged must not be lost.
 */
export function createCheck(s: string, pool: Pool, slot: number, isDurable: boolean): Check {
  let checking: Promise<void> | undefined;
  let lastWrite = Number.NEGATIVE_INFINITY;
  const mark = {
    name: 'gaung_check',
    text: `INSERT INTO ${s}meta AS old (name, value) VALUES ($1, 1)
      ON CONFLICT (name) DO UPDATE SET value = (old.value + 1) % 1000000`,
    values: [`checked ${slot}`],
  };

  async function write(): Promise<void> {
    if (isDurable) await checkDurability(pool); // It can be changed while servers run.
    await inTransaction(pool, (connection) => connection.query(mark));
    lastWrite = performance.now();
  }

  async function writeInTime(): Promise<void> {
    const over = new AbortController();
    const late = delay(PATIENCE_MS, undefined, { signal: over.signal }).then(() => {
      throw new StorageError('PostgreSQL does not answer.');
    });
    const writing = write();
    writing.catch(() => {}); // It may fail later than anybody waits.
    await Promise.race([writing, late]).finally(() => over.abort());
  }

  const check = async () => {
    if (performance.now() - lastWrite < FRESH_MS) return undefined;
    checking ??= writeInTime().finally(() => {
      checking = undefined;
    });
    return checking;
  };
  return Object.assign(check, {
    wrote(isWritten: boolean) {
      lastWrite = isWritten ? performance.now() : Number.NEGATIVE_INFINITY;
    },
  });
}
