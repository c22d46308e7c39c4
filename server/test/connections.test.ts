/** More connections than the system has files for: they are closed at once, and whoever is in is served. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { it } from 'node:test';
import { posting } from './fuzz/bodies.ts';
import { openHalf } from './fuzz/half-open.ts';
import { createHttp } from './fuzz/wire.ts';
import { runServer, UNLIMITED } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { view } from './tools.ts';

const FILES = 250;
/** A shell that starts the server with so few. */
const LIMITED = ['sh', '-c', `ulimit -n ${FILES} && exec "$0" "$@"`];

it('keeps files for its database, however many connections come', async (t) => {
  const env = { ...UNLIMITED, GAUNG_STORAGE: `sqlite:${join(temporaryFolder(t), 'gaung.sqlite')}` };
  const server = await runServer(t, env, LIMITED);
  const port = Number(new URL(server.url).port);
  const http = createHttp(port, 1);
  t.after(() => http.close());
  const get = async (path: string) => (await http.send({ method: 'GET', path })).status;
  assert.equal(await get('/healthz'), 200);

  const close = await openHalf(port, FILES + 50);
  t.after(close);
  const late = connect({ port, host: '127.0.0.1' });
  late.on('error', () => {}); // Reset or ended: either is closed.
  await once(late, 'close');
  assert.equal((await http.send(posting(JSON.stringify({ interactions: [view()] })))).status, 200);
  assert.equal(await get('/v1/top'), 200, 'by a thread and a connection of its own');
  assert.equal((await get('/gaung.js.map')) < 500, true);

  close();
  assert.equal((await fetch(new URL('healthz', server.url), { keepalive: false })).status, 200);
});
