import type { DatabaseSync } from 'node:sqlite';
import type { Ledger } from '../rules/ledger.ts';
import type { DraftRows } from './draft.ts';
import { kindCode } from './rows.ts';

/** The steps that a draft's rows take. */
export function sqliteDraftRows(db: DatabaseSync, { addToBucket }: Pick<Ledger<number>, 'addToBucket'>): DraftRows {
  const sql = {
    setVersion: db.prepare('UPDATE pages SET version = ? WHERE id = ?'),
    setCount: db.prepare(
      `INSERT INTO counts (page, kind, name, source, count) VALUES (?, ?, ?, '', ?)
       ON CONFLICT DO UPDATE SET count = excluded.count`,
    ),
    removeCount: db.prepare("DELETE FROM counts WHERE page = ? AND kind = ? AND name = ? AND source = ''"),
  };
  return {
    setVersion: (page, version) => void sql.setVersion.run(version, page),
    setOwn(page, kind, name, count) {
      if (count === 0) sql.removeCount.run(page, kindCode(kind), name);
      else sql.setCount.run(page, kindCode(kind), name, count);
    },
    addToBucket,
  };
}
