/** The http adapter through the contract, against the real server. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EventSource } from 'eventsource';
import { silentLog } from '../../server/src/log.ts';
import { type RunningServer, start } from '../../server/src/main.ts';
import { createInteractionId, memoryStorage, toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { faceOf } from './faces.ts';

const http = faceOf(import.meta.url);

const SITE = 'https://news.example';

/** The platform's fetch as a reader's browser on a page of the site sends it. */
const fromSite: typeof fetch = (url, init) => {
  const headers = {
    origin: SITE,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  };
  return fetch(url, { ...init, headers });
};

const visitor = (endpoint: string) => http({ endpoint, fetch: fromSite, EventSource, visitor: memoryStorage() });

let pages = 0;
const page = () => toPageKey(`${SITE}/berita/${++pages}`);

for (const storage of ['memory', 'sqlite']) {
  describe(`http, on a server that keeps in ${storage}`, () => {
    let server: RunningServer;
    let folder: string | undefined;

    before(async () => {
      if (storage === 'sqlite') folder = mkdtempSync(join(tmpdir(), 'gaung-adapter-'));
      const GAUNG_STORAGE = folder ? `sqlite:${join(folder, 'gaung.sqlite')}` : 'memory:';
      const env = { PORT: '0', GAUNG_STORAGE, GAUNG_ORIGINS: SITE, GAUNG_MULTIPLE: 'on', GAUNG_RATE_LIMIT: 'off' };
      server = await start(env, { log: silentLog });
    });
    after(async () => {
      await server?.close();
      if (folder) rmSync(folder, { recursive: true });
    });

    adapterContract({
      test: it,
      name: `http with ${storage}`,
      capabilities: {
        views: true,
        shares: true,
        reactions: true,
        undo: true,
        idempotent: true,
        multiple: true,
        live: true,
        maxPages: 100,
      },
      create: () => ({ adapter: visitor(server.url), another: visitor(server.url), page }),
    });

    it('a visitor who keeps no token has one vote all the same', async () => {
      const nobody = () => http({ endpoint: server.url, fetch: fromSite, visitor: 'none' });
      const [a, at] = [page(), Date.now() - 1_000];
      const react = (reactions: string[], later: number) =>
        nobody().record([
          { id: createInteractionId(), type: 'reaction', page: a, at: at + later, reactions, previous: [] },
        ]);
      await react(['love'], 0);
      const { counts } = await react(['wow'], 1);
      assert.deepEqual({ ...counts.get(a)?.reactions }, { wow: 1 });
    });

    it('a page of a host that is not allowed is refused alone', async () => {
      const other = toPageKey('https://other.example/a');
      const a = page();
      const share = (page: typeof a) =>
        ({ id: createInteractionId(), type: 'share', page, at: Date.now(), network: 'line' }) as const;
      const [bad, good] = [share(other), share(a)];
      const { counts, refused } = await visitor(server.url).record([bad, good]);
      assert.deepEqual([...refused], [[bad.id, { code: 'page-not-allowed' }]]);
      assert.equal(counts.get(a)?.shares?.line, 1);
      assert.deepEqual([...(await visitor(server.url).read([other, a])).keys()], [a]);
    });

    it('an origin that may not write has everything refused, in the server’s words', async () => {
      const elsewhere: typeof fetch = (url, init) =>
        fetch(url, { ...init, headers: { origin: 'https://evil.example' } });
      const adapter = http({ endpoint: server.url, fetch: elsewhere, visitor: memoryStorage() });
      const one = { id: createInteractionId(), type: 'share', page: page(), at: Date.now(), network: 'line' } as const;
      const { refused } = await adapter.record([one]);
      assert.equal(refused.get(one.id)?.code, 'page-not-allowed');
      assert.match(refused.get(one.id)?.detail ?? '', /evil\.example|origin/i);
      assert.equal((await visitor(server.url).read([one.page])).get(one.page)?.shares?.line, undefined);
    });
  });
}

it('a server that is gone rejects, and one that is back at the same address goes on', async () => {
  const env = { PORT: '0', GAUNG_STORAGE: 'memory:', GAUNG_ORIGINS: SITE, GAUNG_RATE_LIMIT: 'off' };
  const first = await start(env, { log: silentLog });
  const adapter = visitor(first.url);
  const one = { id: createInteractionId(), type: 'share', page: page(), at: Date.now(), network: 'line' } as const;
  await adapter.record([one]);
  await first.close();
  await assert.rejects(adapter.record([one]), { name: 'GaungError' });
  await assert.rejects(adapter.read([one.page]), { name: 'GaungError' });
  const second = await start({ ...env, PORT: String(first.port) }, { log: silentLog });
  try {
    const { counts } = await adapter.record([one]);
    assert.equal(counts.get(one.page)?.shares?.line, 1);
  } finally {
    await second.close();
  }
});
