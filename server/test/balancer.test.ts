/** deploy/haproxy.cfg in front of real servers, where HAProxy is installed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { createSender } from './sender.ts';
import { runServer, UNLIMITED } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { PAGE, view } from './tools.ts';

const HAPROXY = '/usr/sbin/haproxy';
const CONFIG = readFileSync(new URL('../../deploy/haproxy.cfg', import.meta.url), 'utf8');
const skip = existsSync(HAPROXY) ? false : 'haproxy is not installed; by hand: apt-get install haproxy';

/** Runs the balancer with what only Docker knows replaced: where it listens, and how it finds servers. */
async function balance(t: TestContext, ports: readonly number[]): Promise<string> {
  const port = await freePort();
  const servers = ports.map((one) => `  server gaung-${one} 127.0.0.1:${one} check inter 100ms fall 2 rise 1`);
  const config = CONFIG.replace('bind :8080', `bind 127.0.0.1:${port}`)
    .replace('maxconn 20000', 'maxconn 200')
    .replace(/^resolvers docker\n(?: .*\n)+/m, '')
    .replace(/^ {2}default-server .*\n/m, '')
    .replace(/^ {2}server-template .*$/m, servers.join('\n'));
  const file = `${temporaryFolder(t)}/haproxy.cfg`;
  writeFileSync(file, config);
  const child = spawn(HAPROXY, ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const url = `http://127.0.0.1:${port}/`;
  for (let left = 100; left > 0; left--) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}healthz`).catch(() => undefined);
    if (answer?.ok) return url;
    await delay(100);
  }
  return assert.fail(`HAProxy has no server:\n${said}\n${config}`);
}

async function listening(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('the load balancer', { skip }, () => {
  it('says where a reader is, whatever they say, and keeps the large and the private out', async (t) => {
    const echo = await listening(t, (request, response) => {
      request.resume().on('end', () => response.end(JSON.stringify(request.headers['x-forwarded-for'] ?? null)));
    });
    const url = await balance(t, [echo]);
    const answer = await fetch(url, { headers: { 'X-Forwarded-For': '192.0.2.7' } });
    assert.equal(await answer.json(), '127.0.0.1');
    const post = async (path: string, length: number) =>
      (await fetch(`${url}${path}`, { method: 'POST', body: 'x'.repeat(length) })).status;
    assert.equal(await post('v1/interactions', 64 * 1024), 200);
    assert.equal(await post('v1/interactions', 64 * 1024 + 1), 413);
    assert.equal(await post('v1/import', 200_000), 200);
    assert.equal((await fetch(`${url}metrics`)).status, 404);
  });

  it('lets live counts through as they come', async (t) => {
    let send = (_text: string) => {};
    const stream = await listening(t, ({ url }, response) => {
      if (url !== '/v1/live') return void response.end();
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: 1\n\n');
      send = (text) => void response.write(text);
    });
    const url = await balance(t, [stream]);
    const reader = (await fetch(`${url}v1/live`)).body!.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await reader.read()).value, 'data: 1\n\n');
    send('data: 2\n\n');
    assert.equal((await reader.read()).value, 'data: 2\n\n');
    await reader.cancel();
  });

  it('lets servers be restarted one after the other without an error that a reader sees', async (t) => {
    const ports = [await freePort(), await freePort(), await freePort()];
    const env = {
      ...UNLIMITED,
      GAUNG_STORAGE: 'memory:',
      GAUNG_SECRET: 'a secret of thirty-two characters'.replaceAll(' ', '-'),
    };
    const serverOn = (port: number) => runServer(t, { ...env, PORT: String(port) });
    const servers = await Promise.all(ports.map(serverOn));
    const url = await balance(t, ports);
    const sender = createSender(url, 8);
    t.after(() => sender.close());

    const statuses = new Map<number, number>();
    const over = new AbortController();
    t.after(() => over.abort()); // Also where it fails: who goes on asking keeps the process alive.
    const count = (status: number) => void statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const writing = async () => {
      while (!over.signal.aborted) count((await sender.post({ interactions: [view()] })).status);
    };
    const reading = async () => {
      while (!over.signal.aborted) {
        const answer = await fetch(`${url}v1/counts?page=${encodeURIComponent(PAGE)}`);
        await answer.arrayBuffer();
        count(answer.status);
      }
    };
    const readers = Promise.all([writing(), writing(), writing(), writing(), reading(), reading()]);
    for (const [at, { child, ended }] of servers.entries()) {
      child.kill('SIGTERM');
      assert.equal((await ended).code, 0);
      const { url: again } = await serverOn(ports[at]!);
      const before = (statuses.get(200) ?? 0) + 200;
      while ((statuses.get(200) ?? 0) < before) await Promise.race([delay(10), readers]);
      assert.ok((await fetch(`${again}readyz`)).ok);
    }
    over.abort();
    await readers;
    assert.deepEqual([...statuses.keys()], [200], JSON.stringify([...statuses]));
    assert.ok(statuses.get(200)! > 600);
  });
});
