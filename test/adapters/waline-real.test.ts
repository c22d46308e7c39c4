/** The waline adapter against Waline itself, on SQLite. Installing it takes minutes, so it runs in test:long alone. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startWaline } from '../../bench/server/waline.ts';
import { waline } from '../../src/adapters/waline.ts';
import { toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { installWaline } from './backends/install-waline.ts';
import { react, view } from './interactions.ts';

const installed = process.env.GAUNG_LONG
  ? await installWaline().catch((error: Error) => error.message)
  : 'installing it takes minutes: npm run test:long';
const skip = typeof installed === 'string' && `Waline is not there: ${installed}`;
let pages = 0;
const page = () => toPageKey(`news.example/${++pages}`);

describe('waline, on Waline’s own server', { skip }, () => {
  let server: Awaited<ReturnType<typeof startWaline>>;
  const adapter = () => waline({ serverURL: `http://127.0.0.1:${server.port}` });

  before(async () => {
    if (typeof installed === 'object') server = await startWaline(installed.folder);
  });
  after(async () => {
    await server?.stop();
    if (typeof installed === 'object' && installed.isOwn) rmSync(installed.folder, { recursive: true, force: true });
  });

  adapterContract({
    test: it,
    name: 'waline on SQLite',
    capabilities: waline({ serverURL: 'http://x.example' }).capabilities,
    create: () => ({ adapter: adapter(), another: adapter(), page }),
    skip: {
      'twenty records at the same time lose nothing': 'Waline reads, adds and writes, and loses what comes in between',
    },
  });

  it('says why it refuses', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/article`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"path":"/a","type":"time","action":"applaud"}',
    });
    const { errno } = (await answer.json()) as { errno: number };
    assert.equal(errno, 1001, 'what the stand-in answers, too');
  });

  it('counts a reader who switches through all reactions once', async () => {
    const a = page();
    const { reactionIds = [] } = adapter().capabilities;
    let previous: readonly string[] = [];
    for (const id of reactionIds) {
      await adapter().record([view(a), react(a, [id], previous)]);
      previous = [id];
    }
    const counts = (await adapter().read([a])).get(a);
    assert.equal(counts?.views, reactionIds.length);
    assert.deepEqual({ ...counts?.reactions }, { love: 0, haha: 0, wow: 0, sad: 0, angry: 1 });
  });
});
