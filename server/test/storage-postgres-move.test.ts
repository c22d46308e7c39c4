/** The command line on PostgreSQL, moving house by it, and what is thrown away there in time. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { it } from 'node:test';
import { INTERACTION_ID_MS, type PageKey, VIEW_WINDOW_MS } from 'gaung/contract';
import pg from 'pg';
import {
  ANN,
  BEN,
  base,
  by,
  NOW,
  OTHER,
  PAGE,
  react,
  share,
  view,
  visitor,
} from '../../test/contracts/storage/tools.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { postgresStorage } from '../src/storage/postgres/postgres.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { Storage, StoredRecord } from '../src/storage/storage.ts';
import { formatLine } from '../src/transfer/line.ts';
import { commands } from './cli.ts';
import { withPostgres } from './engines/postgres.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const LAST = 'news.example/zebra-\u{ffee}' as PageKey;
const BEYOND = 'news.example/zebra-\u{1f30a}' as PageKey;

async function recordsIn(storage: Storage): Promise<string[]> {
  const lines: string[] = [];
  for await (const record of storage.export()) lines.push(formatLine(record));
  return lines;
}

/** Something of everything that an export can hold. */
async function fill(storage: Storage): Promise<void> {
  for (const [i, page] of [PAGE, OTHER, LAST, BEYOND].entries()) {
    const interactions = [view(page), share('x', page), react(['love', 'wow'], 5, page)];
    const excluded = [{ page, reason: 'bot' }];
    await storage.record({ visitor: ANN, interactions, excluded, now: NOW + i * HOUR });
    await storage.record({ visitor: BEN, interactions: [react([], 7, page), share('copy', page)], now: NOW + i * DAY });
  }
  const voters = Array.from({ length: 40 }, (_, i) => visitor(i));
  await Promise.all(voters.map((one) => storage.record({ visitor: one, interactions: [react(['sad'], 1)], now: NOW })));
  await storage.import([base('legacy', 1206, { x: 3 }, { love: 2 }), base('amp', 7, {}, {}, LAST)], 'merge');
  await storage.retitle(PAGE, 'Laut “biru” 🌊');
  await storage.merge(OTHER, PAGE);
  await storage.delete(BEYOND);
  await storage.record({ visitor: ANN, interactions: [view(BEYOND)], now: NOW + 5 * DAY });
}

withPostgres('PostgreSQL from the command line', (postgres) => {
  const { url, query } = postgres;

  it('gives and takes what SQLite does, to the byte', async (t) => {
    const { gaung, database, file } = commands(t);
    const sqlite = sqliteStorage({ path: database });
    await fill(sqlite);
    await sqlite.close();
    const [first, second] = [
      ['--storage', url()],
      ['--storage', url()],
    ];
    const moves = [[], first, second, ['--storage', `sqlite:${file('back.sqlite')}`]];
    const exports: string[] = [];
    for (const [n, where] of moves.entries()) {
      const name = `${n}.ndjson`;
      if (n > 0) assert.equal((await gaung('import', `${n - 1}.ndjson`, '--quiet', ...where)).code, 0);
      assert.equal((await gaung('export', name, ...where)).code, 0);
      exports.push(readFileSync(file(name), 'utf8'));
    }
    assert.ok(exports[0]!.includes('"alias') && exports[0]!.includes('"bucket"') && exports[0]!.includes('🌊'));
    for (const one of exports.slice(1)) assert.equal(one, exports[0]);
  });

  it('takes more than fits in one part, and gives it as memory does', async (t) => {
    const [memory, storage] = [memoryStorage(), await postgresStorage({ url: url() })];
    t.after(() => storage.close());
    const numbers = { views: 3, shares: by({ x: 2 }), reactions: by({}) };
    const pages = Array.from({ length: 2300 }, (_, i) => `news.example/${i}` as PageKey);
    const records: StoredRecord[] = pages.flatMap((page, i): StoredRecord[] => [
      { type: 'page', page, version: i + 1, aliases: [`alias-${i}` as PageKey], excluded: by({ bot: i }), ...numbers },
      { type: 'bucket', page, size: '1h', start: 3_600_000 * i, ...numbers },
      { ...base('legacy', i), page: `alias-${i}` as PageKey },
    ]);
    const voters = Array.from({ length: 10_500 }, (_, i) => visitor(i));
    const votes = voters.map(
      (one, i): StoredRecord => ({ type: 'vote', page: PAGE, visitor: one, at: i, reactions: ['love'] }),
    );
    // A page of its own first, whose readers come along when it becomes another key of a page in a later part.
    const lone: StoredRecord = {
      type: 'vote',
      page: 'lone' as PageKey,
      visitor: visitor(7),
      at: 1e6,
      reactions: ['wow'],
    };
    const last: StoredRecord = {
      type: 'page',
      page: PAGE,
      version: 1,
      aliases: ['lone' as PageKey],
      excluded: by({}),
      ...numbers,
    };
    const all = [lone, ...records, ...votes, last];
    const ways = { merge: all, replace: records } as const;
    for (const [mode, some] of Object.entries(ways) as [keyof typeof ways, StoredRecord[]][]) {
      assert.deepEqual(await storage.import(some, mode), await memory.import(some, mode));
      const [ours, theirs] = [await recordsIn(storage), await recordsIn(memory)];
      assert.equal(ours.length, theirs.length);
      assert.deepEqual(ours, theirs);
    }
    const { differences, damage } = await storage.verify();
    assert.deepEqual([differences, damage], [[], []]);
  });

  it('goes through all pages by an index, whatever the engine believes of its tables', async () => {
    const storage = await postgresStorage({ url: url() });
    const howMany = 3000;
    await query(
      `INSERT INTO ?pages (key, version) SELECT 'news.example/' || n, 1 FROM generate_series(1, ${howMany}) AS n`,
    );
    await query("INSERT INTO ?counts SELECT id, 0, '', '', 1 FROM ?pages");
    await query(`INSERT INTO ?page_totals VALUES (99, ${howMany})`);
    assert.deepEqual(await storage.verify(), { pages: howMany, votes: 0, differences: [], damage: [] });
    assert.equal((await recordsIn(storage)).length, howMany + 1);
    await storage.close();
    while ((await query("SELECT 1 FROM pg_stat_activity WHERE application_name = 'gaung'")).length > 0);
    const [row] = await query(
      "SELECT sum(seq_tup_read)::integer AS n FROM pg_stat_user_tables WHERE schemaname = rtrim('?', '.')",
    );
    assert.ok((row!.n as number) < 15 * howMany, `${String(row!.n)} rows were read one after the other`);
  });

  it('takes every command', async (t) => {
    const where = url();
    const { gaung, file } = commands(t, { GAUNG_STORAGE: where });
    const storage = await postgresStorage({ url: where });
    t.after(() => storage.close());
    await fill(storage);
    const run = async (...args: string[]) => {
      const { code, out, err } = await gaung(...args);
      assert.deepEqual([code, err.includes('a-password-for-the-test')], [0, false], `${args.join(' ')}: ${err}`);
      return out;
    };
    writeFileSync(
      file('more.ndjson'),
      `${JSON.stringify({ type: 'page', page: LAST, source: 'amp', views: 8, shares: {}, reactions: {} })}\n`,
    );
    assert.match(await run('import', 'more.ndjson', '--merge', '--dry-run'), /1 page, 1 changed\.\nThis was a dry run/);
    assert.equal((await storage.page(LAST))?.total.views, 8);
    assert.match(await run('import', 'more.ndjson', '--merge'), /1 page, 1 changed/);
    assert.equal((await storage.page(LAST))?.total.views, 9);
    assert.match(await run('top', '--window', 'all'), /news\.example\/a/);
    assert.match(await run('page', 'show', PAGE), /1,208|1208/);
    await run('page', 'title', LAST, 'Z');
    assert.equal((await storage.page(LAST))?.title, 'Z');
    await run('verify');
    assert.match((await gaung('backup', 'copy')).err, /pg_dump/);
  });

  it('keeps nobody waiting for a day that a backup reads, and goes on with all else', async (t) => {
    const storage = await postgresStorage({ url: url() });
    t.after(() => storage.close());
    await storage.record({ interactions: [view()], now: NOW });
    await recordsIn(storage); // Waits for what is done in the background.
    const backup = new pg.Client({ ...postgres.engine });
    await backup.connect();
    t.after(() => backup.end());
    const schema = (await query("SELECT rtrim('?', '.') AS name"))[0]!.name as string;
    const day = `${schema}.interactions_${Math.floor(NOW / DAY)}`;
    await backup.query(`BEGIN; LOCK TABLE ${schema}.interactions, ${day} IN ACCESS SHARE MODE`);
    await storage.record({ interactions: [share('x')], now: NOW + INTERACTION_ID_MS + 2 * DAY });
    const work = { isDone: false };
    const done = recordsIn(storage).finally(() => {
      work.isDone = true;
    });
    while (!work.isDone) assert.deepEqual(await query('SELECT 1 FROM pg_locks WHERE NOT granted'), []);
    await done;
    assert.deepEqual(await query('SELECT 1 FROM ?buckets WHERE kind = 0'), []);
    assert.equal((await query('SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [day])).length, 1);
    await backup.query('COMMIT');
    await storage.record({ interactions: [share('x')], now: NOW + INTERACTION_ID_MS + 2 * DAY + 6000 });
    await recordsIn(storage);
    assert.deepEqual(await query('SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [day]), []);
  });

  it('throws away nothing too early where the clock of one server is ahead', async (t) => {
    const storage = await postgresStorage({ url: url() });
    t.after(() => storage.close());
    const now = Date.now();
    await storage.record({ interactions: [view()], now });
    await recordsIn(storage); // Waits for what is done in the background.
    await storage.record({ interactions: [view(OTHER)], now: now + 30 * DAY });
    await recordsIn(storage);
    const pages = await storage.top({ kind: 'view', window: 'hour', limit: 9, now });
    assert.ok(pages.some(({ page }) => page === PAGE));
    assert.equal((await query('SELECT 1 FROM ?buckets WHERE size > 300000')).length, 0);
  });

  it('throws away ids, last views and buckets when their time is over', async (t) => {
    const storage = await postgresStorage({ url: url() });
    t.after(() => storage.close());
    const rows = async (table: string) => (await query(`SELECT count(*)::integer AS n FROM ?${table}`))[0]!.n;
    const days = async () =>
      (await query("SELECT count(*)::integer AS n FROM pg_inherits WHERE inhparent = '?interactions'::regclass"))[0]!.n;
    await storage.record({ visitor: ANN, interactions: [view(), react(['love'], 1)], now: NOW });
    assert.deepEqual([await rows('interactions'), await days(), await rows('last_views')], [2, 1, 1]);
    const later = async (now: number, isDone: () => Promise<boolean>) => {
      for (let i = 0; !(await isDone()); i++) await storage.record({ interactions: [share('x')], now: now + i * 6000 });
    };
    await later(NOW + VIEW_WINDOW_MS + 6000, async () => (await rows('last_views')) === 0);
    await later(NOW + 2 * HOUR, async () => (await query('SELECT 1 FROM ?buckets WHERE size = 3600000')).length > 0);
    await later(NOW + INTERACTION_ID_MS + 2 * DAY, async () => (await days()) === 1);
    const { differences, damage } = await storage.verify();
    assert.deepEqual([differences, damage], [[], []]);
  });
});
