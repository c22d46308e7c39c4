/** What every answer tells browsers. The routes are those of the OpenAPI document: a new one is looked at by itself. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { openApiDocument } from '../src/openapi/document.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { type Storage, StorageError } from '../src/storage/storage.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ADMIN, app, type Json, ORIGIN, PAGE, serve } from './tools.ts';

const DOCUMENT: Json = JSON.parse(JSON.stringify(openApiDocument({ prefix: '/', metrics: 'token' })));
const STRANGER = 'https://evil.example';
const CHUNK = 'network-x-0a1b2c3d.js';

/** Who a route is for, as the document has it: all pages, pages of allowed origins, or no page of another origin. */
type Audience = 'public' | 'allowed' | 'own';

interface Route {
  readonly path: string;
  readonly method: string;
  readonly audience: Audience;
}

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** @param version Of the script. */
const routes = (version: string): Route[] =>
  Object.entries<Json>(DOCUMENT.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]) => ({
      path: path.slice(1).replace('{version}', version).replace('{file}', CHUNK),
      method: method.toUpperCase(),
      audience: audienceOf(operation),
    })),
  );

function audienceOf({ responses }: Json): Audience {
  const [, good] = Object.entries<Json>(responses).find(([status]) => Number(status) < 400)!;
  const origin = good.headers?.['Access-Control-Allow-Origin']?.schema;
  if (!origin) return responses['403']?.description.includes('origin-not-allowed') ? 'allowed' : 'own';
  return origin.const === '*' ? 'public' : 'allowed';
}

const BODIES = ['{}', `{"interactions":[{"id":"x"}]}`, 'no JSON', 'x'.repeat(70_000)];

/** Asks a route in all the ways that it may be asked, right and wrong ones. */
async function answersOf(send: Send, { path, method }: Route): Promise<[what: string, Response][]> {
  const answers: [string, Response][] = [];
  const ask = async (what: string, query: string, init: RequestInit) => {
    const answer = await send(path + query, { redirect: 'manual', ...init });
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.clone().arrayBuffer();
    else await answer.body?.cancel();
    answers.push([`${init.method} /${path}${query} ${what}: ${answer.status}`, answer]);
    return answer;
  };
  for (const Origin of [ORIGIN, STRANGER, 'null', '']) {
    for (const Accept of ['application/json', 'text/html']) {
      const headers = { Accept, ...(Origin && { Origin }) };
      const bearer = { ...headers, Authorization: `Bearer ${ADMIN}` };
      const what = `from ${Origin || 'nowhere'} for ${Accept}`;
      for (const query of ['', `?page=${PAGE}`, '?limit=0&mode=x&url=x']) {
        if (method === 'GET') {
          const { headers: got } = await ask(what, query, { method, headers: bearer });
          const tag = got.get('etag');
          if (tag) await ask(what, query, { method, headers: { ...bearer, 'If-None-Match': tag } });
          await ask(what, query, { method: 'HEAD', headers: bearer });
        } else {
          for (const body of BODIES) await ask(what, query, { method, headers: bearer, body });
          const form = new URLSearchParams({ page: `https://${PAGE}`, reactions: 'love', return: `https://${PAGE}` });
          await ask(what, query, { method, headers: bearer, body: form });
        }
        await ask(`${what} without a token`, query, { method, headers });
      }
      for (const method of ['DELETE', 'PUT', 'PATCH']) await ask(what, '', { method, headers });
      const preflight = { ...headers, 'Access-Control-Request-Method': method };
      await ask(what, '', { method: 'OPTIONS', headers: preflight });
    }
  }
  return answers;
}

/** All that holds for each answer, whatever it says. */
function look(what: string, { headers, status }: Response): void {
  const has = (name: string) => headers.get(name);
  assert.equal(has('x-content-type-options'), 'nosniff', what);
  assert.equal(has('referrer-policy'), 'strict-origin-when-cross-origin', what);
  for (const name of ['server', 'x-powered-by', 'access-control-allow-credentials'])
    assert.equal(has(name), null, what);
  assert.match(has('cross-origin-resource-policy') ?? 'none', /^(?:cross|same)-origin$/, what);
  const isScript = /\.(?:js|map)(?:\?\S*)? /.test(`${what} `);
  if (!isScript || status >= 400) {
    const policy = has('content-security-policy') ?? 'none';
    for (const part of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
      assert.ok(policy.split('; ').includes(part), `${what}: ${policy}`);
    assert.doesNotMatch(policy, /unsafe|script-src|\*/, what);
  }
  if (status >= 400) assert.match(has('cache-control') ?? '', /^no-store/, what);
}

/** Who may read the answer. @param origin That of the page which asked. */
function lookAtOrigins(what: string, { headers }: Response, { audience }: Route, method: string): void {
  const allowed = headers.get('access-control-allow-origin');
  const origin = / from (\S+) /.exec(what)![1]!;
  const isOther = ['DELETE', 'PUT', 'PATCH'].includes(method);
  if (audience === 'own') {
    assert.equal(allowed, null, what);
    assert.equal(headers.get('access-control-allow-methods'), null, what);
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin', what);
  } else if (audience === 'public') {
    assert.equal(allowed, '*', what);
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin', what);
  } else if (!isOther && headers.get('content-type') !== null && allowed !== null) {
    // A refused page may read that it is refused; what is told to an allowed one, it alone may read.
    assert.equal(allowed, origin === ORIGIN ? ORIGIN : '*', what);
    assert.match(headers.get('vary') ?? '', /\bOrigin\b/, what);
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin', what);
  }
  assert.notEqual(allowed, STRANGER, what);
  assert.notEqual(allowed, 'null', what);
}

async function serveScript(t: TestContext) {
  const folder = temporaryFolder(t);
  mkdirSync(`${folder}/chunks`);
  for (const file of ['gaung.js', 'gaung.js.map', `chunks/${CHUNK}`]) writeFileSync(`${folder}/${file}`, '{}');
  const server = await serve(t, { GAUNG_SCRIPT: folder });
  return { ...server, version: (await server.get('v1/script')).body.version as string };
}

/** A storage of which every method goes wrong. */
function failing(problem: Error): Storage {
  const storage = memoryStorage();
  const methods = Object.keys(storage).map((name) => [
    name,
    () => {
      if (name !== 'untold') return Promise.reject(problem);
      throw problem; // The one that is no promise.
    },
  ]);
  return {
    ...(Object.fromEntries(methods) as Storage),
    watch: storage.watch,
    // oxlint-disable-next-line eslint/require-yield -- it comes to nothing
    async *export() {
      throw problem;
    },
  };
}

describe('every answer of every route', () => {
  it('has the headers, and lets those read it for whom it is', async (t) => {
    const { send, version } = await serveScript(t);
    const statuses = new Set<number>();
    for (const route of routes(version)) {
      for (const [what, answer] of await answersOf(send, route)) {
        statuses.add(answer.status);
        look(what, answer);
        lookAtOrigins(what, answer, route, what.split(' ')[0]!);
      }
    }
    for (const status of [200, 204, 303, 304, 400, 401, 403, 404, 405, 413, 415, 422]) {
      assert.ok(statuses.has(status), `one was ${status}`);
    }
  });

  it('has them where the server fails, too', async () => {
    for (const [mistake, status] of [
      [new TypeError('A mistake.'), 500],
      [new StorageError('It is gone.', undefined), 503],
    ] as const) {
      const { send } = app({ storage: failing(mistake) });
      let seen = 0;
      for (const route of routes('0000000000000000')) {
        for (const [what, answer] of await answersOf(send, route)) {
          if (answer.status === status) seen++;
          look(what, answer);
          lookAtOrigins(what, answer, route, what.split(' ')[0]!);
          if (answer.status === 500) assert.doesNotMatch(await answer.text(), /A mistake/, what);
        }
      }
      assert.ok(seen > 20, `${seen} were ${status}`);
    }
  });

  it('has them where no route is', async (t) => {
    const { send } = await serveScript(t);
    for (const path of ['nothing', 'v1/nothing', 'v/nothing', 'v1/../../x', 'chunks/', '%00', '%ff', 'v1/counts/']) {
      for (const Accept of ['application/json', 'text/html']) {
        const answer = await send(path, { headers: { Accept } });
        assert.equal(answer.status, 404);
        look(path, answer);
      }
    }
  });
});

describe('preflights', () => {
  const preflight = async (send: Send, path: string, Origin: string, method: string) => {
    const headers = {
      Origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'content-type',
    };
    const answer = await send(path, { method: 'OPTIONS', headers });
    const has = (name: string) => answer.headers.get(`access-control-allow-${name}`);
    return { status: answer.status, origin: has('origin'), methods: has('methods'), headers: has('headers') };
  };

  it('let allowed pages write, and no others', async () => {
    const { send } = app();
    const good = await preflight(send, 'v1/interactions', ORIGIN, 'POST');
    assert.deepEqual(good, { status: 204, origin: ORIGIN, methods: 'POST', headers: 'Content-Type' });
    for (const origin of [STRANGER, 'null', `${ORIGIN}.evil.example`, ORIGIN.replace('https', 'http')]) {
      const bad = await preflight(send, 'v1/interactions', origin, 'POST');
      assert.deepEqual([bad.status, bad.methods, bad.headers], [403, null, null], origin);
    }
  });

  it('let nobody administer', async () => {
    const { send } = app();
    for (const path of ['v1/import', 'metrics']) {
      for (const origin of [ORIGIN, STRANGER]) {
        const { origin: allowed, methods, headers } = await preflight(send, path, origin, 'POST');
        assert.deepEqual([allowed, methods, headers], [null, null, null], path);
      }
    }
  });
});

it("leaves the operator's own files as they are: a policy that it made up could break them", async (t) => {
  const root = temporaryFolder(t);
  writeFileSync(`${root}/index.html`, '<style>p {}</style><script>1</script>');
  writeFileSync(`${root}/404.html`, '<script>1</script>');
  const { send } = await serve(t, { GAUNG_STATIC: root });
  for (const path of ['', 'index.html', 'none']) {
    const { headers } = await send(path, { headers: { Accept: 'text/html' } });
    assert.equal(headers.get('content-security-policy'), null, path);
    assert.equal(headers.get('cross-origin-resource-policy'), null, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
  }
});
