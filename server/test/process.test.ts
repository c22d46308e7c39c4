/** The server as an operator runs it: a process with an environment, signals and an exit code. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { it } from 'node:test';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import { MAIN, run, runServer } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type Json, ORIGIN, PAGE, react, share, view } from './tools.ts';

const readJson = async (response: Response): Promise<Json> => response.json();
const post = (url: string, body: object) =>
  fetch(new URL('v1/interactions', url), { method: 'POST', headers: { Origin: ORIGIN }, body: JSON.stringify(body) });
const counts = async (url: string) =>
  (await readJson(await fetch(new URL(`v1/counts?page=${PAGE}`, url)))).counts[PAGE];

it('prints its address, stops on SIGTERM with 0, and has kept the counts after a restart', async (t) => {
  const path = join(temporaryFolder(t), 'data', 'gaung.sqlite');
  const env = { GAUNG_STORAGE: `sqlite:${path}` };
  const first = await runServer(t, env);
  assert.match(first.url, /^http:\/\/localhost:\d+\/$/);
  const { visitor } = await readJson(await post(first.url, { interactions: [view(), share(), react(['love'], 1)] }));
  const before = await counts(first.url);
  first.child.kill('SIGTERM');
  const { code, signal, out, err } = await first.ended;
  assert.deepEqual([code, signal, err], [0, null, '']);
  assert.match(out, /info stopping\n.* info stopped\n$/);
  assert.deepEqual(readdirSync(dirname(path)), ['gaung.sqlite'], 'the write-ahead log was taken in');

  const second = await runServer(t, env);
  assert.deepEqual(await counts(second.url), before);
  const answer = await readJson(await post(second.url, { visitor, interactions: [react(['wow'], 2)] }));
  assert.equal(answer.visitor, visitor, 'the secret was kept');
  assert.deepEqual(answer.counts[PAGE].reactions, { wow: 1 });
  second.child.kill('SIGINT');
  assert.equal((await second.ended).code, 0);
});

it('has kept what it acknowledged when it is killed', async (t) => {
  const env = { GAUNG_STORAGE: `sqlite:${join(temporaryFolder(t), 'gaung.sqlite')}` };
  const first = await runServer(t, env);
  assert.equal((await post(first.url, { interactions: [view(), view(), share()] })).status, 200);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await runServer(t, env);
  assert.equal((await counts(second.url)).views, 2);
});

it('finishes the request that is under way when it is told to stop', async (t) => {
  const { child, url, ended, output } = await runServer(t, { GAUNG_STORAGE: 'memory:' });
  const body = JSON.stringify({ interactions: [view()] });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  // "100 Continue" says that the request has arrived and its body is waited for.
  socket.write(
    `POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nOrigin: ${ORIGIN}\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 100/);
  child.kill('SIGTERM');
  while (!output.out.includes('stopping')) await once(child.stdout, 'data');
  await assert.rejects(fetch(url), 'it takes no new ones');
  const sent = performance.now();
  socket.write(body);
  const { code } = await ended;
  assert.equal(code, 0);
  assert.ok(performance.now() - sent < 4000, 'it does not wait for a connection that is only kept open (5 s)');
  assert.match(answer, /HTTP\/1.1 200 OK[^]*"views":1/);
});

it('goes on serving for as long as it is told to, not ready any more, before it stops', async (t) => {
  const { child, url, ended, output } = await runServer(t, { GAUNG_STORAGE: 'memory:', GAUNG_STOP_DELAY: '1' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const ask = async (path: string) => {
    const answer: IncomingMessage = await new Promise((resolve, reject) => {
      get({ agent, host: '127.0.0.1', port: new URL(url).port, path }, resolve).on('error', reject);
    });
    await buffer(answer);
    return [answer.statusCode, answer.headers.connection];
  };
  assert.deepEqual(await ask('/readyz'), [200, 'keep-alive']);
  const told = performance.now();
  child.kill('SIGTERM');
  while (!output.out.includes('stopping seconds=1')) await once(child.stdout, 'data');
  assert.deepEqual(await ask('/readyz'), [503, 'close']);
  for (let i = 0; i < 3; i++) assert.deepEqual(await ask(`/v1/counts?page=${PAGE}`), [200, 'close']);
  assert.equal((await post(url, { interactions: [view()] })).status, 200);
  assert.equal((await ended).code, 0);
  assert.ok(performance.now() - told >= 1000);
});

it('says in one line that the port is taken, and exits with 1', async (t) => {
  const taken = await start({ PORT: '0', GAUNG_STORAGE: 'memory:' }, { log: silentLog });
  t.after(() => taken.close());
  const { ended } = run(t, { PORT: String(taken.port), GAUNG_STORAGE: 'memory:' });
  const { code, out, err } = await ended;
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, new RegExp(`^Port ${taken.port} on 127.0.0.1 is taken\\. .*PORT.*\\n$`));
});

it('says what is wrong with its environment or its file, and exits with 1', async (t) => {
  const wrong = await run(t, { PORT: 'http', GAUNG_MULTIPLE: 'yes' }).ended;
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /^The configuration is wrong:\n {2}PORT must .*\n {2}GAUNG_MULTIPLE must .*\n$/);
  const file = await run(t, { PORT: '0', GAUNG_STORAGE: `sqlite:${MAIN}` }).ended;
  assert.equal(file.code, 1);
  assert.match(file.err, /Cannot use .*main\.ts as the database: file is not a database/);
  assert.equal(readFileSync(MAIN).length > 1000, true, 'and leaves the file alone');
});

it('never writes the address of a reader', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'gaung.sqlite');
  const { child, url, ended } = await runServer(t, { GAUNG_STORAGE: `sqlite:${path}` });
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  const sent = { visitor: 'none', interactions: [view(), react(['love'])] };
  assert.equal((await post(address.href, sent)).status, 200);
  assert.equal((await fetch(address)).status, 404);
  child.kill('SIGTERM');
  const { out, err } = await ended;
  assert.doesNotMatch(out + err, /127\.0\.0\.1|::1/);
  assert.equal(readFileSync(path).includes('127.0.0.1'), false);
});

it('closes once, however often it is asked', async () => {
  const server = await start({ PORT: '0', GAUNG_STORAGE: 'memory:' }, { log: silentLog });
  await Promise.all([server.close(), server.close()]);
  await server.close();
  await assert.rejects(fetch(server.url));
});
