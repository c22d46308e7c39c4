/** From one storage to the next, all around, with writes stopped: what comes home is what left, to the byte. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it, type TestContext } from 'node:test';
import { type Commands, commands } from './cli.ts';
import { withPostgres } from './engines/postgres.ts';
import { redisMissing, startRedis } from './engines/redis.ts';
import { planLoad } from './load-plan.ts';
import { seededChance } from './seed.ts';
import { PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/ä-b';
const BOT = { 'User-Agent': 'Googlebot/2.1' };

const FIREFOX = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

/** Readers, a bot, totals from elsewhere, a title, an alias. */
async function fill(t: TestContext, storage: string, { gaung }: Commands): Promise<void> {
  const server = await serve(t, { GAUNG_STORAGE: storage, GAUNG_BOTS: 'exclude', GAUNG_MULTIPLE: 'on' });
  const load = { chance: seededChance(t), count: 300, pages: 20, known: [] };
  const planned = planLoad({ ...load, from: Date.now() - 24 * 60 * 60 * 1000 });
  await Promise.all(planned.map(({ body }) => server.post(body, FIREFOX)));
  await server.post({ interactions: [view(), share(), react(['love', 'wow'])] }, FIREFOX);
  await server.post({ interactions: [share('x', OTHER), view()] }, BOT);
  const legacy = { type: 'page', page: PAGE, source: 'legacy', title: 'Laut “biru” 🌊', views: 1206, shares: { x: 3 } };
  await server.bring([legacy], '?mode=merge');
  await server.close();
  assert.equal((await gaung('page', 'merge', OTHER, PAGE, '--storage', storage)).code, 0);
}

withPostgres('moving house', (postgres) => {
  it('leads from SQLite to PostgreSQL to Redis and back', { skip: redisMissing ?? false }, async (t) => {
    const redis = await startRedis();
    t.after(() => redis.stop());
    const shell = commands(t);
    const { gaung, database, file } = shell;
    const places = [`sqlite:${database}`, postgres.url(), `${redis.url}/`, `sqlite:${file('back.sqlite')}`];
    await fill(t, places[0]!, shell);

    const exported: string[] = [];
    for (const [i, from] of places.entries()) {
      const name = `${i}.ndjson`;
      const next = places[i + 1];
      const steps = [['export', name, '--storage', from], ...(next ? [['import', name, '--storage', next]] : [])];
      for (const args of [...steps, ['verify', '--storage', from]]) {
        const { code, out, err } = await gaung(...args);
        assert.equal(code, 0, `${args.join(' ')}: ${out}${err}`);
      }
      exported.push(readFileSync(file(name), 'utf8'));
    }
    const [first] = exported as [string];
    for (const part of [
      '"type":"bucket"',
      '"type":"vote"',
      '"source":"legacy"',
      `"aliases":["${OTHER}"]`,
      '"title":"Laut',
      '"bot":1',
    ])
      assert.ok(first.includes(part), part);
    for (const [i, text] of exported.entries()) assert.equal(text, first, places[i]);
  });
});
