import { statSync } from 'node:fs';
import { openDatabase } from '../../server/src/storage/sqlite/open.ts';

/** What it took to make a database. */
export interface Filled {
  readonly pages: number;
  readonly seconds: number;
  readonly bytes: number;
}

/**
 * Writes pages with a few counts each straight into a new database, in one transaction. Its keys are those of `keyOf`.
 * Nothing is kept safe meanwhile: what is half made is thrown away.
 */
export function fill(path: string, pages: number): Filled {
  const begin = performance.now();
  const db = openDatabase(path, 1000);
  db.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF',
  );
  const numbers = 'WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ? - 1)';
  db.exec('BEGIN');
  db.prepare(
    `INSERT INTO pages (id, key, version) ${numbers} SELECT n + 1, 'news.example/2026/11/story-' || n, 1 FROM numbers`,
  ).run(pages);
  db.prepare(
    `INSERT INTO counts (page, kind, name, source, count) ${numbers}
     SELECT n + 1, column1, column2, '', n % 9000 + column3 FROM numbers
     CROSS JOIN (VALUES (0, '', 1000), (1, 'whatsapp', 10), (2, 'love', 100))`,
  ).run(pages);
  db.prepare("UPDATE meta SET value = ? WHERE name = 'pages'").run(pages);
  db.exec('COMMIT');
  db.exec('PRAGMA journal_mode = WAL');
  db.close();
  return { pages, seconds: (performance.now() - begin) / 1000, bytes: statSync(path).size };
}
