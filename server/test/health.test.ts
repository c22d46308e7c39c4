import assert from 'node:assert/strict';
import { it } from 'node:test';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { app } from './tools.ts';

it('answers healthz as long as the process does, and readyz as long as the storage takes writes', async () => {
  const storage = memoryStorage();
  const { get } = app({ storage });
  const ready = await get('readyz');
  assert.deepEqual([ready.status, ready.body], [200, { status: 'ready' }]);
  assert.equal(ready.headers.get('cache-control'), 'no-store');
  await storage.close();
  const { status, headers, body } = await get('readyz');
  assert.deepEqual([status, body.type], [503, 'urn:gaung:problem:storage-unavailable']);
  assert.equal(headers.get('retry-after'), '1');
  const healthy = await get('healthz');
  assert.deepEqual([healthy.status, healthy.body], [200, { status: 'ok' }]);
});

it('is not ready while it stops, though its storage is', async () => {
  const stopping = new AbortController();
  const { get } = app({ signal: stopping.signal });
  assert.equal((await get('readyz')).status, 200);
  stopping.abort();
  const { status, body } = await get('readyz');
  assert.deepEqual([status, body.type], [503, 'urn:gaung:problem:stopping']);
  assert.equal((await get('healthz')).status, 200);
});

it('takes no other method', async () => {
  const { send } = app();
  for (const path of ['healthz', 'readyz', 'metrics']) {
    const response = await send(path, { method: 'POST', headers: { Authorization: 'Bearer a-token-for-the-tests' } });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD'], path);
  }
});
