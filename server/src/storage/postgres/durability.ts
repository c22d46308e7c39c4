import { StorageError } from '../storage.ts';
import type { Pool } from './connections.ts';

/** By what what is committed may be lost all the same. */
interface Settings {
  readonly synchronous: string | null;
  readonly fsync: string | null;
  readonly standbys: string | null;
}

/** Asks an engine for its settings; one that does not know them says nothing. */
export async function settingsOf(pool: Pool): Promise<Settings> {
  const [row] = await pool.query({
    name: 'gaung_settings',
    text: `SELECT current_setting('synchronous_commit', true) AS synchronous, current_setting('fsync', true) AS fsync,
      current_setting('synchronous_standby_names', true) AS standbys`,
    values: [],
  });
  return row as unknown as Settings;
}

/** Why what is acknowledged may be lost; undefined where it is not. */
export function whyLossy({ synchronous, fsync, standbys }: Settings): string | undefined {
  if (synchronous === 'off') return 'synchronous_commit is off: a crash loses what was committed last';
  if (fsync === 'off') return 'fsync is off: a crash of the machine may lose anything';
  if (synchronous === 'local' && standbys) {
    return 'synchronous_commit is local: when a standby takes over, it lacks what was committed last';
  }
  return undefined;
}

/** @throws {StorageError} where the engine is known to lose what was acknowledged. */
export async function checkDurability(pool: Pool): Promise<void> {
  const why = whyLossy(await settingsOf(pool));
  if (why === undefined) return;
  throw new StorageError(
    `This PostgreSQL loses acknowledged writes: ${why}. Set it right; where that may be, say durability=none in GAUNG_STORAGE.`,
  );
}
