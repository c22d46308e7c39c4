/** The supabase adapter against its SQL on a real PostgreSQL, behind a handler that is shaped like PostgREST. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type SupabaseOptions, supabase } from '../../src/adapters/supabase.ts';
import {
  createInteractionId,
  type Interaction,
  memoryStorage,
  type PageKey,
  type ReactionInteraction,
  toPageKey,
} from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { KEY, type Postgrest, startPostgrest } from './backends/postgrest.ts';
import { json, stubFetch } from './stub-fetch.ts';

let database: Postgrest;
before(async () => {
  database = await startPostgrest();
});
after(() => database?.stop());

const reader = (options: Partial<SupabaseOptions> = {}) =>
  supabase({ url: database.url, key: KEY, visitor: memoryStorage(), ...options });

let pages = 0;
const page = () => toPageKey(`news.example/${++pages}`);
const base = (of: PageKey) => ({ id: createInteractionId(), page: of, at: Date.now() - 1000 });
const view = (of: PageKey): Interaction => ({ ...base(of), type: 'view' });
const share = (of: PageKey, network = 'line'): Interaction => ({ ...base(of), type: 'share', network });
const react = (of: PageKey, ...reactions: string[]): ReactionInteraction => ({
  ...{ ...base(of), type: 'reaction', reactions, previous: [] },
});

adapterContract({
  test: it,
  name: 'supabase',
  capabilities: {
    views: true,
    shares: true,
    reactions: true,
    undo: true,
    idempotent: true,
    multiple: true,
    live: false,
    maxPages: 100,
  },
  create: () => ({ adapter: reader(), another: reader(), page }),
});

describe('the SQL of supabase', () => {
  it('may be run again, and keeps what is counted', async () => {
    const a = page();
    await reader().record([view(a)]);
    await database.query(readFileSync(new URL('../../src/adapters/supabase.sql', import.meta.url), 'utf8'));
    assert.equal((await reader().read([a])).get(a)?.views, 1);
  });

  it('counts what fifty readers do at the same time, on the same pages in another order each', async () => {
    const all = [page(), page(), page()];
    await Promise.all(
      Array.from({ length: 50 }, async (_, nth) => {
        const order = nth % 2 ? all : all.toReversed();
        await reader().record([...order.map((one) => react(one, 'love')), ...order.map(view)]);
      }),
    );
    for (const counts of (await reader().read(all)).values()) {
      assert.deepEqual([counts.views, counts.reactions?.love], [50, 50]);
    }
    const votes = await database.query('select count(*)::int from gaung_votes where page = $1', [all[0]]);
    assert.deepEqual(votes, [{ count: 50 }]);
  });

  it('lets nobody reach a table but by its functions, whatever the project grants', async () => {
    await reader().record([react(page(), 'love')]);
    const tables = ['gaung_pages', 'gaung_votes', 'gaung_applied', 'gaung_hosts'];
    for (const table of tables) await assert.rejects(database.asReader(`select * from ${table}`), /permission denied/);
    await database.query(`grant all on ${tables.join(', ')} to anon`); // As Supabase does by default.
    for (const table of tables) assert.deepEqual(await database.asReader(`select * from ${table}`), [], table);
    await assert.rejects(database.asReader(`insert into gaung_hosts values ('evil.example')`), /row-level security/);
    await database.asReader('update gaung_pages set views = 1000000');
    assert.deepEqual(await database.query('select page from gaung_pages where views = 1000000'), []);
  });

  it('lets readers call two functions, and none of those behind them', async () => {
    const sql = readFileSync(new URL('../../src/adapters/supabase.sql', import.meta.url), 'utf8');
    const hidden = ['gaung_is_counted(text)', 'gaung_problem(jsonb)', 'gaung_add(jsonb, text, bigint)'];
    // Supabase grants what is made to its roles by name, so that to revoke it from all is not enough.
    await database.query(`grant execute on function ${hidden.join(', ')} to anon, authenticated, public`);
    await database.query(sql);
    const functions = await database.query(
      `select proname, rolname, has_function_privilege(rolname, pg_proc.oid, 'execute') may from pg_proc, pg_roles
       where proname like 'gaung%' and rolname in ('anon', 'authenticated')`,
    );
    assert.equal(functions.length, 10);
    for (const { proname, rolname, may } of functions) {
      assert.equal(
        may,
        proname === 'gaung_counts' || proname === 'gaung_record',
        `${String(proname)} for ${String(rolname)}`,
      );
    }
    await assert.rejects(database.asReader(`select gaung_is_counted('a')`), /permission denied/);
  });

  it('refuses what no adapter of ours would send, each alone', async () => {
    const a = page();
    const good = share(a);
    const wrong = [
      'text',
      null,
      { ...share(a), id: 'x' },
      { ...share(a), page: '' },
      { ...share(a), page: 'evil.example' },
      { ...share(a), page: '/a' },
      { ...share(a), page: 'a'.repeat(1025) },
      { ...share(a), at: 0.5 },
      { ...share(a), at: '1' },
      { ...share(a), network: 'A' },
      { ...share(a), network: 1 },
      { ...react(a), reactions: 'love' },
      { ...react(a), reactions: ['love', 'love'] },
      { ...react(a), reactions: [1, true] },
      { ...react(a), reactions: ['love', null] },
      { ...react(a), reactions: [['love']] },
    ];
    const response = await fetch(`${database.url}/rest/v1/rpc/gaung_record`, {
      method: 'POST',
      headers: { apikey: KEY, Authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ interactions: [...wrong, react(a, 'love'), good] }), // No visitor: nobody's vote.
    });
    const { counts, refused } = (await response.json()) as { counts: object; refused: { code: string }[] };
    const codes = ['type-unknown', 'type-unknown', 'id-invalid', ...Array.from({ length: 3 }, () => 'page-invalid')];
    assert.deepEqual(
      refused.map(({ code }) => code),
      [
        ...codes,
        ...['page-too-long', 'at-invalid', 'at-invalid', 'network-invalid', 'network-invalid'],
        ...Array.from({ length: 5 }, () => 'reaction-invalid'),
        'rejected',
      ],
    );
    assert.deepEqual(counts, { [a]: { version: 1, views: 0, shares: { line: 1 }, reactions: {} } });
  });

  it('counts 24 reactions and 200 networks a page, and refuses more', async () => {
    const a = page();
    for (let nth = 0; nth < 24; nth++) await reader().record([react(a, `r${nth}`)]);
    const late = react(a, 'r24');
    assert.deepEqual([...(await reader().record([late])).refused], [[late.id, { code: 'too-many-ids' }]]);
    for (let nth = 0; nth < 200; nth += 100) {
      await reader().record(Array.from({ length: 100 }, (_, at) => share(a, `n${nth + at}`)));
    }
    const one = share(a, 'n200');
    assert.deepEqual([...(await reader().record([one, share(a, 'n7')])).refused], [[one.id, { code: 'too-many-ids' }]]);
    assert.equal((await reader().read([a])).get(a)?.shares?.n7, 2);
  });

  it('counts for the hosts of gaung_hosts alone, where there are any', async () => {
    const [mine, other] = [page(), toPageKey('other.example/a')];
    const bare = ['article-1', 'anything-at-all'].map((id) => toPageKey(id));
    await database.query(`insert into gaung_hosts values ('news.example')`);
    try {
      const bad = [other, ...bare].map((one) => share(one));
      const { counts, refused } = await reader().record([share(mine), ...bad]);
      assert.deepEqual(refused, new Map(bad.map(({ id }) => [id, { code: 'page-not-allowed' }])));
      assert.deepEqual([...counts.keys()], [mine]);
      assert.deepEqual([...(await reader().read([mine, other, ...bare])).keys()], [mine]);
      const made = 'select count(*)::int from gaung_pages where page = any ($1)';
      assert.deepEqual(await database.query(made, [[other, ...bare]]), [{ count: 0 }]);

      await database.query(`insert into gaung_hosts values ('')`); // Bare ids as well.
      const late = share(other);
      const after = await reader().record([late, ...bare.map((one) => share(one))]);
      assert.deepEqual([...after.refused.keys()], [late.id]);
      assert.deepEqual(new Set(after.counts.keys()), new Set(bare));
    } finally {
      await database.query('delete from gaung_hosts');
    }
  });

  it('forgets interaction ids after 8 days', async () => {
    const a = page();
    await reader().record([share(a)]);
    await database.query(`update gaung_applied set at = now() - interval '9 days'`);
    const fresh = Array.from({ length: 9 }, () => share(a)); // Each call removes 200 at most.
    for (const one of fresh) await reader().record([one]);
    const kept = await database.query('select id::text from gaung_applied');
    assert.deepEqual(new Set(kept.map(({ id }) => id)), new Set(fresh.map(({ id }) => id)));
  });

  it('keeps of a visitor a hash', async () => {
    const visitor = memoryStorage();
    await reader({ visitor }).record([react(page(), 'love')]);
    const secret = visitor.get(visitor.keys('gaung:visitor:')[0]!)!;
    const rows = await database.query('select visitor from gaung_votes');
    assert.ok(rows.every((row) => /^[0-9a-f]{64}$/.test(String(row.visitor)) && row.visitor !== secret));
  });
});

describe('supabase', () => {
  it('makes nobody a visitor who only reads and shares', async () => {
    const visitor = memoryStorage();
    const adapter = reader({ visitor });
    const a = page();
    await adapter.read([a]);
    await adapter.record([view(a), share(a)]);
    assert.deepEqual(visitor.keys(''), []);
    await adapter.record([react(a, 'love')]);
    assert.equal(visitor.keys('').length, 1);
  });

  it('sends no reaction of a page that is left before the reader’s secret was looked for', async () => {
    const { fetch, sent } = stubFetch(() => json({ counts: {}, refused: [] }));
    const adapter = supabase({ url: database.url, fetch }); // The browser's storage: here there is none.
    const a = page();
    await assert.rejects(adapter.record([react(a, 'love')], { urgent: true }), /\[supabase\] The page was left before/);
    assert.equal(sent.length, 0);
    await adapter.record([react(a, 'love')]);
    await adapter.record([react(a, 'wow')], { urgent: true });
    const visitors = sent.map(({ body }) => (JSON.parse(body!) as { visitor?: string }).visitor);
    assert.equal(visitors.length, 2);
    assert.ok(visitors[0] && visitors[0] === visitors[1]);
    const other = supabase({ url: 'https://other.example', fetch });
    await other.record([view(a)], { urgent: true });
    assert.equal(sent.length, 3, 'a view is nobody’s');
  });

  it('says what is wrong with a key', async () => {
    const adapter = reader({ key: 'another' });
    const one = view(page());
    await assert.rejects(adapter.read([one.page]), /\[supabase\] .*answered 401/);
    const { refused } = await adapter.record([one]);
    assert.deepEqual(refused.get(one.id), { code: 'rejected', detail: 'status 401: Invalid API key' });
  });

  it('says that the SQL was not run', async () => {
    const { fetch } = stubFetch(() =>
      json({ code: 'PGRST202', message: 'Could not find the function' }, { status: 404 }),
    );
    const adapter = reader({ fetch });
    const one = view(page());
    await assert.rejects(adapter.read([one.page]), /Run gaung\/adapters\/supabase\.sql/);
    const refusal = (await adapter.record([one])).refused.get(one.id);
    assert.equal(refusal?.code, 'unsupported');
    assert.match(refusal?.detail ?? '', /supabase\.sql.*Could not find/);
  });

  it('keeps what a database that is busy could not take', async () => {
    for (const status of [408, 409, 429, 500, 503]) {
      const { fetch } = stubFetch(() => json({}, { status, headers: { 'Retry-After': '7' } }));
      await assert.rejects(reader({ fetch }).record([view(page())]), { name: 'GaungError', retryAfter: 7000 });
    }
  });

  it('speaks to a PostgREST of its own, below any path and without a key', async () => {
    const { fetch, sent } = stubFetch(() => json({ counts: {} }));
    for (const [url, rest, expected] of [
      ['https://db.example', '', 'https://db.example/rpc/gaung_counts'],
      ['https://db.example/api/', '/v2/', 'https://db.example/api/v2/rpc/gaung_counts'],
    ] as const) {
      await supabase({ url, rest, fetch }).read([page()]);
      assert.equal(sent.at(-1)?.url.href, expected);
      assert.equal(sent.at(-1)?.request.headers.has('apikey'), false);
    }
    assert.throws(() => supabase({ url: 'db.example' }), /\[supabase\] url "db\.example" is no http or https URL/);
  });

  it('has of a page that is in several parts the counts of the last one, whichever is answered first', async () => {
    const parts: (() => void)[] = [];
    const a = toPageKey(`news.example/${'a'.repeat(1000)}`);
    const { fetch } = stubFetch((_, nth) => {
      const answer = json({ counts: { [a]: { version: 10 - nth, views: 10 - nth } }, refused: [] });
      return new Promise((resolve) => parts.push(() => resolve(answer)));
    });
    const answer = reader({ fetch }).record(Array.from({ length: 90 }, () => view(a)));
    assert.ok(parts.length > 1);
    for (const reply of parts) reply();
    assert.deepEqual((await answer).counts.get(a)?.views, 10);
  });

  it('sends what is more than a leaving page may in parts, in one task', async () => {
    const { fetch, sent } = stubFetch(({ body }) => {
      const { interactions } = JSON.parse(body!) as { interactions: Interaction[] };
      return json({ counts: {}, refused: [{ id: interactions[0]!.id, code: 'expired' }] });
    });
    const all = Array.from({ length: 90 }, () => share(toPageKey(`news.example/${'a'.repeat(1000)}${++pages}`)));
    const answer = reader({ fetch }).record(all, { keepalive: true, urgent: true });
    assert.ok(sent.length > 1);
    assert.ok(sent.every(({ body, keepalive }) => body!.length <= 60_000 && keepalive));
    assert.equal((await answer).refused.size, sent.length);
  });
});
