/** deploy/make-cluster.sh makes a cluster of six empty nodes, once. Takes some seconds, most of them waiting for gossip. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { redisMissing, startRedis, until } from './engines/redis.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('../../deploy/make-cluster.sh', import.meta.url));

const skip = redisMissing ?? (process.env.GAUNG_LONG ? false : 'takes long: npm run test:long');

it('six empty nodes become three masters and three replicas, and stay so', { skip }, async (t) => {
  const password = 'a-password-for-the-test';
  const nodes = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const node = await startRedis({
        ...{ 'cluster-enabled': 'yes', 'cluster-port': await freePort(), requirepass: password, masterauth: password },
      });
      t.after(() => node.stop());
      return node;
    }),
  );
  const make = () =>
    run('sh', [SCRIPT, ...nodes.map(({ port }) => `127.0.0.1:${port}`)], {
      env: { PATH: process.env.PATH, CLI: 'redis-cli', REDISCLI_AUTH: password },
    });
  const lines = async () =>
    String(await nodes[0]!.client.cluster('NODES'))
      .trim()
      .split('\n');
  await make();
  await until(
    'three replicas follow',
    async () => (await lines()).filter((line) => line.includes('slave')).length === 3,
  );
  const ids = async () => new Set((await lines()).map((line) => line.split(' ')[0]));
  const before = await ids();
  await make();
  assert.deepEqual(await ids(), before);
  assert.match(await nodes[0]!.client.cluster('INFO'), /cluster_state:ok/);
});
