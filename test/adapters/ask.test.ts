/** What all adapters that ask a server have in common, where only a real connection shows it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { openHeart } from '../../src/adapters/open-heart.ts';
import { supabase } from '../../src/adapters/supabase.ts';
import { waline } from '../../src/adapters/waline.ts';
import { memoryStorage } from '../../src/contract/index.ts';
import { react } from './interactions.ts';
import { json, page, stubFetch } from './stub-fetch.ts';

/** A server that has moved: what is below `/old/STATUS` is redirected, and all else gets an answer that looks sound. */
const asked: string[] = [];
const server = createServer((request, response) => {
  const [, status, rest] = /^\/old\/(\d+)(.*)$/.exec(request.url!) ?? [];
  asked.push(`${request.method} ${status ? 'old' : 'new'}`);
  if (status) response.writeHead(Number(status), { location: `/new${rest}` }).end();
  else response.end(JSON.stringify({ errno: 0, data: [{}], counts: {}, refused: [] }));
});
let url: string;
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

describe('a post that is redirected', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`was not counted, whatever the answer at the end says (${status})`, async () => {
      const old = `${url}/old/${status}/`;
      for (const adapter of [
        openHeart({ endpoint: old, domain: 'news.example' }),
        waline({ serverURL: old }),
        supabase({ url: old, visitor: memoryStorage() }),
      ]) {
        asked.length = 0;
        await assert.rejects(adapter.record([react(page('a'), ['love'])]), /redirects a POST\. Use the address/);
        assert.deepEqual(asked, ['POST old']);
      }
    });
  }

  it('is known in browsers, which do not show where to', async () => {
    const { fetch, sent } = stubFetch(() => Object.defineProperty(json({}), 'type', { value: 'opaqueredirect' }));
    const one = react(page('a'), ['love']);
    await assert.rejects(openHeart({ endpoint: url, domain: 'news.example', fetch }).record([one]), /redirects a POST/);
    assert.equal(sent[0]?.request.redirect, 'manual');
  });
});

describe('a read that is redirected', () => {
  it('is followed', async () => {
    const adapter = waline({ serverURL: `${url}/old/301/` });
    assert.deepEqual(await adapter.read([page('a')]), new Map([[page('a'), { version: 0 }]]));
  });
});
