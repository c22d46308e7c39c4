import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import type { Log, LogFields } from '../src/log.ts';
import { createMetrics } from '../src/metrics/metrics.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { parseMetrics, type Series } from './prometheus.ts';
import { ADMIN, app, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const BEARER = { Authorization: `Bearer ${ADMIN}` };

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** The metrics as they are read by an operator, by name and labels: `name{a="b"}`. */
async function scrape(send: Send): Promise<Series> {
  const response = await send('metrics', { headers: BEARER });
  assert.equal(response.status, 200);
  return parseMetrics(await response.text());
}

it('are text for Prometheus, with HELP and TYPE for each, and tell of nobody and of no page', async (t) => {
  const { send, post, url } = await serve(t, { GAUNG_ORIGINS: `${ORIGIN} localhost` });
  const visitor = (await post({ interactions: [view(), share(), react(['love'])] })).body.visitor;
  await post({ visitor: 'none', interactions: [view(), react(['wow'])] }, { 'X-Forwarded-For': '192.0.2.7' });
  await send(`v1/counts?page=${PAGE}`);
  await send(`some/path/of/${PAGE}`);
  const response = await send('metrics', { headers: BEARER });
  assert.match(response.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('access-control-allow-origin'), null);
  const text = await response.text();
  const { samples } = parseMetrics(text);
  assert.ok(samples.size > 50);
  for (const secret of [PAGE, 'news.example', '127.0.0.1', '::1', '192.0.2.7', visitor, new URL(url).port, ADMIN]) {
    assert.equal(text.includes(secret), false, secret);
  }
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds', 'process_cpu_seconds_total']) {
    assert.ok(samples.get(name) !== undefined, name);
  }
  assert.match(text, /^gaung_build_info\{version="\d+\.\d+\.\d+",node="\d+\.\d+\.\d+"\} 1$/m);
});

it('are all in docs/metrics.md, with their types and labels, and nothing else is', async () => {
  const metrics = createMetrics();
  const { send, post } = app({ metrics });
  await post({ interactions: [view(), { ...view(), id: 'x' }] }, { 'Sec-GPC': '1' });
  metrics.limited('network');
  metrics.storageFailed('read');
  metrics.committed({ requests: 1, seconds: 1 });
  const { types, samples } = await scrape(send);
  const labelsOf = (name: string) => {
    const id = [...samples.keys()].find((id) => new RegExp(`^${name}(?:_count)?(?:\\{|$)`).test(id))!;
    return [...id.matchAll(/(\w+)="/g)].map(([, label]) => `\`${label}\``).join(', ');
  };
  const sent = [...types].map(([name, type]) => [name, type, labelsOf(name)].join(' | '));
  const text = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
  const told = [...text.matchAll(/^\| `(gaung_\w+)` \| (\w+) \| ([^|]*?) ?\|/gm)].map((cells) =>
    cells.slice(1).join(' | '),
  );
  assert.deepEqual(told.toSorted(), sent.toSorted());
});

it('count requests by the pattern of their route, whatever path or method was made up', async () => {
  const { send, post } = app({ env: { GAUNG_PREFIX: '/gaung/' } });
  const get = (path: string, init?: RequestInit) => send(`gaung/${path}`, init);
  await get(`v1/counts?page=${PAGE}`);
  await get(`v1/counts?page=${PAGE}`, { method: 'HEAD' });
  await get('v1/counts');
  await get('v1/counts', { method: 'PURGE' });
  await get('v1/interactions', { method: 'POST', body: '{' });
  await get('v1/form', { method: 'POST', headers: { Origin: ORIGIN }, body: 'x' });
  await get('chunks/made-up-1.js');
  for (let i = 0; i < 50; i++) {
    await get(`v1/made-up-${i}`);
    await send(`made-up-${i}`, { method: `MADE${i}` });
  }
  await post({});
  const { samples } = await scrape((path, init) => get(path, init));
  const requests = [...samples].filter(([name]) => name.startsWith('gaung_http_requests_total'));
  const count = (method: string, route: string, status: number) =>
    samples.get(`gaung_http_requests_total{method="${method}",route="${route}",status="${status}"}`);
  assert.equal(count('GET', '/v1/counts', 200), 1);
  assert.equal(count('HEAD', '/v1/counts', 200), 1);
  assert.equal(count('GET', '/v1/counts', 400), 1);
  assert.equal(count('other', '/v1/counts', 405), 1);
  assert.equal(count('POST', '/v1/interactions', 403), 1);
  assert.equal(count('POST', '/v1/form', 415), 1);
  assert.equal(count('GET', '/v1/*', 404), 50);
  assert.equal(count('other', '/*', 404), 50);
  assert.ok(requests.length < 12, requests.map(([name]) => name).join('\n'));
  assert.equal(samples.get('gaung_http_request_duration_seconds_count{method="GET",route="/v1/counts"}'), 2);
});

it('count interactions by type, and refused ones by code', async () => {
  const { send, post } = app();
  const again = share();
  await post({ interactions: [view(), view(), again, again, react(['love'])] });
  await post({ interactions: [{ ...view(), id: 'x' }, { id: 5 }, 7, view('evil.example/a'), react(['Love']), view()] });
  await post('no JSON');
  const { samples } = await scrape(send);
  const acknowledged = (type: string) => samples.get(`gaung_interactions_acknowledged_total{type="${type}"}`);
  assert.deepEqual(['view', 'share', 'reaction'].map(acknowledged), [3, 2, 1]);
  const refused = [...samples].filter(([name]) => name.startsWith('gaung_interactions_refused_total'));
  assert.deepEqual(Object.fromEntries(refused), {
    'gaung_interactions_refused_total{type="view",code="id-invalid"}': 1,
    'gaung_interactions_refused_total{type="unknown",code="id-invalid"}': 1,
    'gaung_interactions_refused_total{type="unknown",code="type-unknown"}': 1,
    'gaung_interactions_refused_total{type="view",code="page-not-allowed"}': 1,
    'gaung_interactions_refused_total{type="reaction",code="reaction-invalid"}': 1,
  });
});

it('count what was left out, limited and asked to prove itself', async () => {
  const metrics = createMetrics();
  const { send, post } = app({ metrics });
  await post({ interactions: [view(), view(), share()] }, { 'Sec-GPC': '1' });
  metrics.limited('network');
  metrics.excluded('bot');
  metrics.proof('demanded');
  const { samples } = await scrape(send);
  assert.equal(samples.get('gaung_views_excluded_total{reason="opted-out"}'), 2);
  assert.equal(samples.get('gaung_views_excluded_total{reason="bot"}'), 1);
  assert.equal(samples.get('gaung_rate_limited_total{kind="network"}'), 1);
  assert.equal(samples.get('gaung_proofs_total{outcome="demanded"}'), 1);
  assert.equal(samples.get('gaung_proofs_total{outcome="solved"}'), 0);
});

it('count commits and the requests that shared them', async (t) => {
  const { send, post } = await serve(t);
  await Promise.all(Array.from({ length: 20 }, () => post({ interactions: [view()] })));
  const { samples } = await scrape(send);
  assert.equal(samples.get('gaung_commit_requests_sum'), 20);
  const commits = samples.get('gaung_commit_requests_count')!;
  assert.ok(commits >= 1 && commits <= 20);
  assert.equal(samples.get('gaung_commit_duration_seconds_count'), commits);
  assert.ok(samples.get('gaung_commit_duration_seconds_sum')! > 0);
});

it('count what the storage could not do, and not what it rightly refused', async () => {
  const storage = memoryStorage();
  const { send, post, bring } = app({ storage });
  await post({ interactions: [view()] });
  assert.equal((await bring([])).status, 409);
  const before = (await scrape(send)).samples;
  assert.deepEqual(
    [...before.keys()].filter((name) => name.startsWith('gaung_storage_failures_total')),
    [],
  );
  await storage.close();
  assert.equal((await post({ interactions: [view()] })).status, 503);
  assert.equal((await send('readyz')).status, 503);
  const { samples } = await scrape(send);
  assert.equal(samples.get('gaung_storage_failures_total{operation="missing"}'), 1, 'what it was asked first');
  assert.equal(samples.get('gaung_storage_failures_total{operation="check"}'), 1);
});

it('tell how much memory counts take that are ready to be sent, and may', async () => {
  const { send } = app({ env: { GAUNG_MEMORY: '4' } });
  const { samples } = await scrape(send);
  assert.equal(samples.get('gaung_memory_ceiling_bytes'), 4 * 2 ** 20);
  const taken = samples.get('gaung_memory_bytes')!;
  assert.ok(taken > 0 && taken < 2 ** 20, `${taken} bytes`);
});

it('tell how many watch, and go on where one number cannot be had', async () => {
  const storage = memoryStorage();
  const { send, post } = app({ storage, env: { GAUNG_LIVE_CONNECTIONS: '50' } });
  await post({ interactions: [view(), view('news.example/b')] });
  const live = await send(`v1/live?page=${PAGE}`);
  const watched = (await scrape(send)).samples;
  assert.equal(watched.get('gaung_live_connections'), 1);
  assert.equal(watched.get('gaung_live_connections_ceiling'), 50);
  assert.equal(watched.get('gaung_pages'), 2);
  await live.body!.cancel();
  await storage.close();
  const after = (await scrape(send)).samples;
  assert.equal(after.get('gaung_live_connections'), 0);
  assert.equal(after.get('gaung_pages'), undefined);
});

describe('are for', () => {
  const statusOf = async (env: Record<string, string>, token?: string) => {
    const { send } = app({ env });
    const headers: HeadersInit = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    return (await send('metrics', { headers })).status;
  };

  it('who has a token, their own or the admin one', async () => {
    const env = { GAUNG_METRICS_TOKEN: 'only-for-the-metrics' };
    assert.equal(await statusOf(env), 401);
    assert.equal(await statusOf(env, 'only-for-the-metrics-'), 401);
    assert.equal(await statusOf(env, 'only-for-the-metrics'), 200);
    assert.equal(await statusOf(env, ADMIN), 200);
    const { bring } = app({ env });
    assert.equal((await bring([], '', 'only-for-the-metrics')).status, 401, 'and it opens nothing else');
  });

  it('nobody where there is no token, or where they are off', async () => {
    assert.equal(await statusOf({ GAUNG_ADMIN_TOKEN: '' }, ''), 404);
    assert.equal(await statusOf({ GAUNG_METRICS: 'off' }, ADMIN), 404);
  });

  it('everybody where they are public', async () => {
    assert.equal(await statusOf({ GAUNG_METRICS: 'public', GAUNG_ADMIN_TOKEN: '' }), 200);
  });
});

describe('the log of requests', () => {
  function logged(env: Record<string, string>) {
    const lines: [string, LogFields | undefined][] = [];
    const write = (event: string, fields?: LogFields) => void lines.push([event, fields]);
    const log: Log = { info: write, warn: write, error: write };
    return { lines, ...app({ env, log, remoteAddress: () => '192.0.2.7' }) };
  }

  it('is off by default', async () => {
    const { lines, send } = logged({});
    await send('healthz');
    assert.deepEqual(lines, []);
  });

  it('has route, method, status and time of each, and nothing that a reader sent', async () => {
    const { lines, send, post } = logged({ GAUNG_LOG_REQUESTS: 'on', GAUNG_METRICS: 'off' });
    const { visitor } = (await post({ interactions: [react(['love'])] })).body;
    await post({ visitor, interactions: [view()] }, { 'User-Agent': 'A browser' });
    await send(`v1/counts?page=${PAGE}`);
    await send(`articles/${createInteractionId()}`);
    const expected = [
      ['POST', '/v1/interactions', 200],
      ['POST', '/v1/interactions', 200],
      ['GET', '/v1/counts', 200],
      ['GET', '/*', 404],
    ];
    assert.deepEqual(
      lines.map(([event, fields]) => [event, fields?.method, fields?.route, fields?.status]),
      expected.map((one) => ['request', ...one]),
    );
    for (const [, fields] of lines) {
      assert.deepEqual(Object.keys(fields!), ['method', 'route', 'status', 'ms']);
      assert.ok((fields!.ms as number) >= 0);
    }
  });
});
