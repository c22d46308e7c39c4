import type { DatabaseSync } from 'node:sqlite';
import { newSecrets, type RotationStep, rotateSecrets, type StoredSecrets } from '../rules/secrets.ts';

/** The secrets as rows of `meta`. */
const NAMES = { signing: 'secret', next: 'next_secret', previous: 'previous_secret' } as const;

/** The secrets in a database. */
export function sqliteSecrets(db: DatabaseSync) {
  const make = db.prepare(`INSERT OR IGNORE INTO meta VALUES ('${NAMES.signing}', ?)`);
  const find = db.prepare('SELECT value FROM meta WHERE name = ?');
  const put = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM meta WHERE name = ?');
  const valueOf = (name: string) => (find.get(name) as { value: Uint8Array } | undefined)?.value;

  function read(): StoredSecrets {
    if (!valueOf(NAMES.signing)) make.run(newSecrets().signing);
    const [next, previous] = [valueOf(NAMES.next), valueOf(NAMES.previous)];
    return { signing: valueOf(NAMES.signing)!, ...(next && { next }), ...(previous && { previous }) };
  }

  return {
    read,
    /** Inside of a transaction. */
    rotate(step: RotationStep): void {
      const secrets = rotateSecrets(read(), step);
      for (const member of ['signing', 'next', 'previous'] as const) {
        const value = secrets[member];
        if (value) put.run(NAMES[member], value);
        else remove.run(NAMES[member]);
      }
    },
  };
}
