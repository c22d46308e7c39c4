import { DATABASE, hasDatabase } from './database-name.ts';

/**
 * Removes what earlier visits kept in this browser, when from now on nothing is to be kept: else it would lie there,
 * never read, for as long as the browser lives.
 */
export function forgetKept(): void {
  try {
    const { localStorage } = globalThis;
    for (const key of Object.keys(localStorage)) if (key.startsWith('gaung:')) localStorage.removeItem(key);
    void forgetDatabase().catch(() => {});
  } catch {
    // Storage is forbidden, or this is no browser: there is nothing that could be removed.
  }
}

/** Only where there is one: to delete what is not there makes some browsers write first. */
async function forgetDatabase(): Promise<void> {
  if (await hasDatabase()) indexedDB.deleteDatabase(DATABASE);
}
