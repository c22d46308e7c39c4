/**
 * npm run bench:rows: how many bytes the rows of each kind take in each storage: what docs/scale.md reckons with.
 *
 * `--only sqlite,postgres,redis` measures some of them and keeps nothing; `--rows N` is how many of each kind.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '../server/src/config.ts';
import { openStorage } from '../server/src/open-storage.ts';
import { startEngine } from './load/engines.ts';
import { type Bytes, measureRows } from './load/rows.ts';
import { keepResult } from './result.ts';
import { table } from './table.ts';

const NAMES = ['sqlite', 'postgres', 'redis'] as const;
const { values } = parseArgs({ options: { only: { type: 'string' }, rows: { type: 'string', default: '100000' } } });
const rows = Number(values.rows);
const results: Record<string, Bytes> = {};
for (const name of NAMES.filter((one) => values.only?.split(',').includes(one) ?? true)) {
  const engine = await startEngine(name);
  try {
    const storage = await openStorage(readConfig({ GAUNG_STORAGE: engine.storage }).storage);
    results[name] = await measureRows(storage, engine, rows);
    await storage.close();
  } finally {
    await engine.stop();
  }
}
const kinds = Object.keys(Object.values(results)[0]!) as (keyof Bytes)[];
console.log(
  table(
    ['bytes of', ...Object.keys(results)],
    kinds.map((kind) => [kind, ...Object.values(results).map((bytes) => bytes[kind])]),
  ),
);
if (values.only === undefined) keepResult('rows', { rows, results });
