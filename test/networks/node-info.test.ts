/** NodeInfo against stand-ins: real servers on this machine that answer as real software, or badly. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { type NodeInfoOptions, softwareOf } from '../../src/networks/node-info.ts';

const SCHEMA = 'http://nodeinfo.diaspora.software/ns/schema/';
const open: Server[] = [];

/** Starts a stand-in and gives its host and what it was asked. */
async function standIn(listener: (host: string) => RequestListener) {
  const asked: string[] = [];
  let answer: RequestListener = () => {};
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  answer = listener(host);
  return { host, asked };
}

/** Software that answers by the book, with the links and the document that it is given. */
const nodeInfo =
  (links: (host: string) => unknown, document: unknown, type = 'application/json') =>
  (host: string): RequestListener =>
  (request, response) => {
    response.setHeader('content-type', type);
    response.end(JSON.stringify(request.url === '/.well-known/nodeinfo' ? links(host) : document));
  };
const oneLink = (path: string, version = '2.0') => {
  return (host: string) => ({ links: [{ rel: SCHEMA + version, href: `http://${host}${path}` }] });
};
const named = (name: unknown) => ({ version: '2.0', software: { name, version: '1.0' } });

const ask = (host: string, options?: NodeInfoOptions) => softwareOf(host, options);

describe('NodeInfo', () => {
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  for (const [name, path, version] of [
    ['mastodon', '/nodeinfo/2.0', '2.0'],
    ['misskey', '/nodeinfo/2.1', '2.1'],
    ['lemmy', '/nodeinfo/2.1.json', '2.1'],
  ] as const) {
    it(`recognises ${name}, with two requests`, async () => {
      const { host, asked } = await standIn(nodeInfo(oneLink(path, version), named(name)));
      assert.equal(await ask(host), name);
      assert.deepEqual(asked, ['GET /.well-known/nodeinfo', `GET ${path}`]);
    });
  }

  it('takes the newest schema that it knows, wherever it stands in the list', async () => {
    const links = (host: string) => ({
      links: ['2.0', '2.1', '1.0', '9.9'].map((version) => ({
        rel: SCHEMA + version,
        href: `http://${host}/${version}`,
      })),
    });
    const { host, asked } = await standIn(nodeInfo(links, named('diaspora')));
    assert.equal(await ask(host), 'diaspora');
    assert.equal(asked[1], 'GET /2.1');
  });

  it('reads a name in any case, whatever type the answer has, and a relative link', async () => {
    const links = () => ({ links: [{ rel: `${SCHEMA}2.0`, href: '/n' }] });
    const { host } = await standIn(nodeInfo(links, named('Friendica'), 'text/plain'));
    assert.equal(await ask(host), 'friendica');
  });

  it('sends no cookie and no referrer', async () => {
    const sent: RequestInit[] = [];
    const { host } = await standIn(nodeInfo(oneLink('/n'), named('mastodon')));
    await ask(host, {
      fetch: (input, init) => {
        sent.push(init!);
        return fetch(input, init);
      },
    });
    assert.equal(sent.length, 2);
    for (const { credentials, referrerPolicy, redirect } of sent) {
      assert.deepEqual([credentials, referrerPolicy, redirect], ['omit', 'no-referrer', 'error']);
    }
  });

  it('asks https, but for a port of the own machine', async () => {
    const asked: string[] = [];
    const fetch = (input: unknown) => {
      asked.push(input as string);
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    for (const server of ['toot.example', 'toot.example:8443', 'localhost:1']) {
      assert.equal(await ask(server, { fetch }), undefined);
    }
    assert.deepEqual(asked, [
      'https://toot.example/.well-known/nodeinfo',
      'https://toot.example:8443/.well-known/nodeinfo',
      'http://localhost:1/.well-known/nodeinfo',
    ]);
  });

  describe('does not believe', () => {
    it('a page instead of data', async () => {
      const { host, asked } = await standIn(() => (_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!doctype html><title>Welcome</title>');
      });
      assert.equal(await ask(host), undefined);
      assert.equal(asked.length, 1);
    });

    for (const status of [401, 404, 500, 503]) {
      it(`an answer of ${status}`, async () => {
        const { host } = await standIn((own) => (request, response) => {
          response.statusCode = status;
          nodeInfo(oneLink('/n'), named('mastodon'))(own)(request, response);
        });
        assert.equal(await ask(host), undefined);
      });
    }

    it('a redirect: whoever it leads to is not asked', async () => {
      const other = await standIn(nodeInfo(oneLink('/n'), named('mastodon')));
      const { host } = await standIn(() => (_request, response) => {
        response.writeHead(302, { location: `http://${other.host}/.well-known/nodeinfo` }).end();
      });
      assert.equal(await ask(host), undefined);
      assert.deepEqual(other.asked, []);
    });

    it('a link to another host, another port, another scheme, or with a user: nobody is asked', async () => {
      const other = await standIn(nodeInfo(oneLink('/n'), named('mastodon')));
      for (const href of [
        () => `http://${other.host}/n`,
        () => '//evil.example/n',
        (own: string) => `https://${own}/n`,
        (own: string) => `http://me:pass@${own}/n`,
        (own: string) => `http://${own}@${other.host}/n`,
        () => 'javascript:alert(1)',
        () => 'data:application/json,{"software":{"name":"mastodon"}}',
        () => 'file:///etc/passwd',
        () => 'http://[',
      ]) {
        const links = (own: string) => ({ links: [{ rel: `${SCHEMA}2.0`, href: href(own) }] });
        const { host, asked } = await standIn(nodeInfo(links, named('mastodon')));
        assert.equal(await ask(host), undefined, href(host));
        assert.equal(asked.length, 1);
      }
      assert.deepEqual(other.asked, []);
    });

    it('links of any other shape', async () => {
      const shapes: unknown[] = [
        null,
        0,
        'links',
        [],
        {},
        { links: null },
        { links: 'x' },
        { links: {} },
        { links: [null, 1, 'x', [], {}] },
        { links: [{ rel: `${SCHEMA}2.0` }] },
        { links: [{ rel: `${SCHEMA}2.0`, href: 1 }] },
        { links: [{ rel: [`${SCHEMA}1.0`], href: '/n' }] },
        { links: [{ rel: `${SCHEMA}2.0.evil`, href: '/n' }] },
        { links: [...Array.from({ length: 1000 }, () => ({})), { rel: `${SCHEMA}2.0`, href: '/n' }] },
      ];
      for (const shape of shapes) {
        const { host, asked } = await standIn(nodeInfo(() => shape, named('mastodon')));
        assert.equal(await ask(host), undefined, JSON.stringify(shape)?.slice(0, 80));
        assert.equal(asked.length, 1);
      }
    });

    it('a document of any other shape', async () => {
      const names = [undefined, null, 1, '', ' ', 'a b', '<b>', '__proto__', '../x', 'x'.repeat(65), {}, ['mastodon']];
      for (const document of [null, 0, [], {}, { software: null }, { software: 'mastodon' }, ...names.map(named)]) {
        const { host } = await standIn(nodeInfo(oneLink('/n'), document));
        assert.equal(await ask(host), undefined, JSON.stringify(document));
      }
    });
  });

  it('stops reading an answer of 10 MB', async () => {
    let written = 0;
    const { host } = await standIn((own) => (request, response) => {
      if (request.url === '/.well-known/nodeinfo') {
        nodeInfo(oneLink('/n'), undefined)(own)(request, response);
        return;
      }
      const piece = ' '.repeat(65_536);
      const write = () => {
        while (written < 10_000_000 && !response.destroyed) {
          written += piece.length;
          if (!response.write(piece)) {
            response.once('drain', write);
            return;
          }
        }
        response.end(JSON.stringify(named('mastodon')));
      };
      write();
    });
    assert.equal(await ask(host), undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(written < 10_000_000, `It took all ${written} bytes.`);
  });

  it('gives up on a server that hangs, before its answer and within it', async () => {
    for (const isBegun of [false, true]) {
      const { host } = await standIn(() => (_request, response) => {
        if (isBegun) response.write('{"links":');
      });
      const began = performance.now();
      assert.equal(await ask(host, { timeLimit: 200 }), undefined);
      const took = performance.now() - began;
      assert.ok(took >= 190 && took < 1500, `It took ${took} ms.`);
    }
  });

  it('gives both answers together one time limit', async () => {
    const { host } = await standIn((own) => (request, response) => {
      setTimeout(() => nodeInfo(oneLink('/n'), named('mastodon'))(own)(request, response), 300);
    });
    assert.equal(await ask(host, { timeLimit: 450 }), undefined);
    assert.equal(await ask(host, { timeLimit: 3000 }), 'mastodon');
  });

  it('gives up even where the request itself cannot be ended', async () => {
    const fetch = () => new Promise<Response>(() => {});
    assert.equal(await ask('toot.example', { fetch, timeLimit: 50 }), undefined);
  });

  it('ends when it is no longer wanted', async () => {
    const { host, asked } = await standIn(() => () => {});
    const leaving = new AbortController();
    const answer = ask(host, { signal: leaving.signal });
    setTimeout(() => leaving.abort(), 50);
    assert.equal(await answer, undefined);
    assert.equal(await ask(host, { signal: leaving.signal }), undefined);
    assert.equal(asked.length, 1, 'an asking that ended before it began asks nobody');
  });

  it('takes a refused connection for no answer', async () => {
    const { host } = await standIn(() => () => {});
    for (const server of open.splice(0)) server.close();
    assert.equal(await ask(host), undefined);
  });
});
