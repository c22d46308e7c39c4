/** What is too much of those who come: new visitors of a network, and taps of one who is known. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { type Storage, StorageError } from '../src/storage/storage.ts';
import { from, limited, many, stopTime, tokenOf } from './limited.ts';
import { solve } from './solve.ts';
import { react, share, view } from './tools.ts';

describe('new visitors', () => {
  it('are limited for each network alone', async () => {
    const { sends } = limited();
    for (const one of many(3, () => share())) assert.equal(await sends('192.0.2.1', [one]), 200);
    assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
    assert.equal(await sends('192.0.2.2', [share()]), 200);
  });

  it('of an IPv6 network are those of its first 64 bits', async () => {
    const { sends } = limited();
    for (const host of [':1', ':2', 'ffff:ffff:ffff:ffff']) {
      assert.equal(await sends(`2001:db8:0:7:${host}`, [share()]), 200);
    }
    assert.equal(await sends('2001:db8:0:7:1:2:3:4', [share()]), 'new-visitors');
    assert.equal(await sends('2001:db8:0:8::1', [share()]), 200);
  });

  it('leave those alone who are known', async () => {
    const server = limited();
    const visitor = await tokenOf(server);
    for (const one of many(4, () => share())) await server.sends('192.0.2.1', [one]);
    assert.equal(await server.sends('192.0.2.1', [share()]), 'new-visitors');
    for (const one of many(50, () => share())) assert.equal(await server.sends('192.0.2.1', [one], { visitor }), 200);
  });

  it('are those without a token too, whatever their browsers are called', async () => {
    const { post } = limited();
    const statuses: number[] = [];
    for (const agent of ['a', 'b', 'c', 'd']) {
      const headers = from('192.0.2.1', { 'User-Agent': agent });
      statuses.push((await post({ visitor: 'none', interactions: [react(['love'])] }, headers)).status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  });

  it('are those with a token of somebody else’s making', async () => {
    const { sends } = limited();
    for (const visitor of ['v1.x.y', 7, '', null]) await sends('192.0.2.1', [share()], { visitor });
    assert.equal(await sends('192.0.2.1', [share()], { visitor: 'v1.x.y' }), 'new-visitors');
  });

  it('are not those who only view', async () => {
    const { sends, counts } = limited();
    for (const one of many(50, () => view())) assert.equal(await sends('192.0.2.1', [one]), 200);
    assert.equal((await counts()).views, 50);
    assert.equal(await sends('192.0.2.1', [share()]), 200);
  });

  it('are as many as come where the runtime knows no addresses', async () => {
    const { post } = limited({}, { remoteAddress: () => undefined });
    for (const one of many(20, () => share())) assert.equal((await post({ interactions: [one] })).status, 200);
  });

  it('cost a network nothing that were asked for a proof first', async () => {
    const { post, sends } = limited({ GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0' });
    for (const one of many(10, () => share())) assert.equal(await sends('192.0.2.1', [one]), 428);
    for (const one of many(3, () => share())) {
      const { challenge } = (await post({ interactions: [one] }, from('192.0.2.1'))).body;
      assert.equal(await sends('192.0.2.1', [one], { proof: solve(challenge) }), 200);
    }
    assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
  });

  it('cost a network nothing that could not be stored', async () => {
    let isFull = true;
    const memory = memoryStorage();
    const record: Storage['record'] = async (batch) => {
      if (isFull) throw new StorageError('Full.');
      return memory.record(batch);
    };
    const { sends } = limited({}, { storage: { ...memory, record } });
    for (const one of many(10, () => share())) assert.equal(await sends('192.0.2.1', [one]), 503);
    isFull = false;
    for (const one of many(3, () => share())) assert.equal(await sends('192.0.2.1', [one]), 200);
    assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
  });
});

describe('one visitor', () => {
  it('may tap 120 times in a minute', async (t) => {
    const tick = stopTime(t);
    const server = limited();
    const visitor = await tokenOf(server);
    assert.equal(
      await server.sends(
        '192.0.2.1',
        many(100, () => share()),
        { visitor },
      ),
      200,
    );
    for (const one of many(20, () => react(['love'])))
      assert.equal(await server.sends('192.0.2.2', [one], { visitor }), 200);
    assert.equal(await server.sends('192.0.2.3', [share()], { visitor }), 'visitor');
    const answer = await server.post({ visitor, interactions: [share()] }, from('192.0.2.3'));
    assert.equal(answer.headers.get('retry-after'), '60');
    tick(60);
    assert.equal(
      await server.sends(
        '192.0.2.3',
        many(100, () => share()),
        { visitor },
      ),
      200,
    );
  });

  it('takes nothing from another', async () => {
    const server = limited();
    const [one, another] = [await tokenOf(server), await tokenOf(server)];
    await server.sends(
      '192.0.2.1',
      many(100, () => share()),
      { visitor: one },
    );
    assert.equal(
      await server.sends(
        '192.0.2.2',
        many(100, () => share()),
        { visitor: one },
      ),
      'visitor',
    );
    assert.equal(
      await server.sends(
        '192.0.2.3',
        many(100, () => share()),
        { visitor: another },
      ),
      200,
    );
  });
});
