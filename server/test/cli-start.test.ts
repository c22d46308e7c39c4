import assert from 'node:assert/strict';
import { once } from 'node:events';
import { it } from 'node:test';
import { commands } from './cli.ts';
import { serve } from './tools.ts';

it('starts the server by flags, which go before the environment, and stops it by a signal', async (t) => {
  const { begin, file } = commands(t, { PORT: '1', GAUNG_LOG: 'text' });
  const child = begin(
    'start',
    '--port',
    '0',
    '--log',
    'json',
    '--prefix',
    '/gaung',
    '--storage',
    `sqlite:${file('other')}`,
  );
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  while (!out.includes('\n')) await once(child.stdout, 'data');
  const { event, url, storage } = JSON.parse(out);
  assert.deepEqual([event, storage], ['listening', `sqlite:${file('other')}`]);
  assert.match(url, /^http:\/\/localhost:\d+\/gaung\/$/);
  assert.equal((await fetch(new URL('readyz', url))).status, 200);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'close'), [0, null]);
});

it('says in one line that the port is taken', async (t) => {
  const { port } = await serve(t);
  const { code, out, err } = await commands(t).gaung('start', '--port', String(port), '--storage', 'memory:');
  assert.deepEqual([code, out], [1, '']);
  assert.match(err, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken\\..*\\n$`));
});
