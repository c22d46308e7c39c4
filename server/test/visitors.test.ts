import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import { networkOf } from '../src/network.ts';
import type { VisitorId } from '../src/storage/storage.ts';
import { createVisitors } from '../src/visitors.ts';
import { app, PAGE, react, serve, share, view } from './tools.ts';

const secret = (text: string) => new TextEncoder().encode(text.padEnd(32, '.'));
const DAY = 24 * 60 * 60 * 1000;

describe('tokens', () => {
  const visitors = createVisitors({ secret: secret('one'), clock: Date.now });
  const visitor = visitors.mint(createInteractionId());
  const token = visitors.token(visitor);

  it('are known by the server that signed them', () => {
    assert.equal(visitors.verify(token), visitor);
    assert.equal(createVisitors({ secret: secret('one'), clock: Date.now }).verify(token), visitor);
    assert.equal(createVisitors({ secret: secret('two'), clock: Date.now }).verify(token), undefined);
  });

  it('are minted the same for the same interaction, and only for it', () => {
    const id = createInteractionId();
    assert.equal(visitors.mint(id), visitors.mint(id));
    assert.notEqual(visitors.mint(id), visitors.mint(createInteractionId()));
    assert.notEqual(visitors.mint(id), createVisitors({ secret: secret('two'), clock: Date.now }).mint(id));
  });

  it('are not known once a character is changed', () => {
    const lastOf16Bytes = new Set([token.lastIndexOf('.') - 1, token.length - 1]);
    for (let at = 0; at < token.length; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      // The last characters carry bits that mean nothing: then it is still the same visitor.
      assert.ok([undefined, visitor].includes(visitors.verify(changed)), changed);
      if (!lastOf16Bytes.has(at)) assert.equal(visitors.verify(changed), undefined, changed);
    }
    const [, id, signed] = token.split('.');
    for (const forged of [
      `v1.${id}.`,
      `v1.${id}.${'A'.repeat(22)}`,
      `v2.${id}.${signed}`,
      `${id}.${signed}`,
      `${token}A`,
      '',
      null,
      5,
      {},
      [token],
    ]) {
      assert.equal(visitors.verify(forged), undefined);
    }
  });
});

describe('pseudonyms', () => {
  it('are one for a network and browser, and others for others', async () => {
    const { pseudonym } = createVisitors({ secret: secret('one'), clock: () => 0 });
    const one = await pseudonym('2001:db8:1:2:3:4:5:6', 'Firefox');
    assert.equal(await pseudonym('2001:db8:1:2:ffff::1', 'Firefox'), one);
    assert.notEqual(await pseudonym('2001:db8:1:3::1', 'Firefox'), one);
    assert.notEqual(await pseudonym('2001:db8:1:2:3:4:5:6', 'Chrome'), one);
  });

  it('end with the UTC day, and with the process', async () => {
    let now = DAY - 1;
    const { pseudonym } = createVisitors({ secret: secret('one'), clock: () => now });
    const today = await pseudonym('192.0.2.1', 'Firefox');
    assert.equal(await pseudonym('192.0.2.1', 'Firefox'), today);
    now = DAY;
    assert.notEqual(await pseudonym('192.0.2.1', 'Firefox'), today);
    now = DAY - 1;
    assert.notEqual(await pseudonym('192.0.2.1', 'Firefox'), today, 'the old salt is gone for good');
    assert.notEqual(
      await createVisitors({ secret: secret('one'), clock: () => 0 }).pseudonym('192.0.2.1', 'Firefox'),
      today,
    );
  });

  it('see the network of an address', () => {
    const networks = {
      '192.0.2.1': '192.0.2.1',
      '::ffff:192.0.2.1': '192.0.2.1',
      '::1': '0:0:0:0::/64',
      'fe80::1%eth0': 'fe80:0:0:0::/64',
      '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
      '2001:DB8:0001:2::': '2001:db8:1:2::/64',
      '2001:db8::5:6:7:8': '2001:db8:0:0::/64',
      '': '',
    };
    for (const [address, network] of Object.entries(networks)) assert.equal(networkOf(address), network);
  });
});

describe('POST /v1/interactions', () => {
  it('mints the same token when a first request comes twice, and one vote is one vote', async (t) => {
    const { post, counts } = await serve(t);
    const first = { interactions: [view(), react(['love'], 1), share()] };
    const one = await post(first);
    const two = await post(first);
    assert.equal(two.body.visitor, one.body.visitor);
    assert.deepEqual((await counts()).reactions, { love: 1 });
    const { body } = await post({ visitor: one.body.visitor, interactions: [react(['wow'], 2)] });
    assert.equal(body.visitor, one.body.visitor);
    assert.deepEqual((await counts()).reactions, { wow: 1 });
  });

  it('mints nothing for views alone, nor for what is refused', async () => {
    const { post } = app();
    for (const interactions of [[view()], [view(), { ...react(['love']), page: 'evil.example/' }], [react('no')]]) {
      const { body } = await post({ interactions });
      assert.equal('visitor' in body, false);
      assert.equal('mine' in (body.counts[PAGE] ?? {}), false);
    }
  });

  it('gives a new token for one that is not its own', async () => {
    const { post, counts } = app();
    const { visitor } = (await post({ interactions: [react(['love'], 1)] })).body;
    for (const forged of [
      `${visitor.slice(0, 25)}${'A'.repeat(23)}`,
      'v1.x.y',
      'nonsense',
      '',
      null,
      5,
      { a: 1 },
      [],
    ]) {
      const { status, body } = await post({ visitor: forged, interactions: [react(['wow'], 2)] });
      assert.equal(status, 200);
      assert.match(body.visitor, /^v1\./);
      assert.notEqual(body.visitor, visitor);
    }
    assert.deepEqual((await counts()).reactions, { love: 1, wow: 8 });
    assert.equal('visitor' in (await post({ visitor: 'nonsense', interactions: [view()] })).body, false);
  });

  it('knows who keeps nothing by network and browser, for a day, and every view counts', async () => {
    let now = DAY / 2;
    let address = '192.0.2.1';
    const { post, counts } = app({ clock: () => now, remoteAddress: () => address });
    const sent = (reaction: string, at: number, agent = 'Firefox') =>
      post({ visitor: 'none', interactions: [view(), react([reaction], at)] }, { 'User-Agent': agent });
    const { body } = await sent('love', 1);
    assert.equal('visitor' in body, false);
    assert.deepEqual(body.counts[PAGE].mine, ['love']);
    await sent('wow', 2);
    assert.deepEqual((await counts()).reactions, { wow: 1 });
    assert.equal((await counts()).views, 2);
    await sent('wow', 2, 'Chrome');
    address = '192.0.2.2';
    await sent('wow', 2);
    assert.deepEqual((await counts()).reactions, { wow: 3 });
    now += DAY;
    await sent('wow', 2);
    assert.deepEqual((await counts()).reactions, { wow: 4 });
  });

  it('works for them over a real connection, too', async (t) => {
    const { post, counts } = await serve(t);
    await post({ visitor: 'none', interactions: [react(['love'], 1)] });
    const { body } = await post({ visitor: 'none', interactions: [react(['wow'], 2)] });
    assert.deepEqual(body.counts[PAGE].mine, ['wow']);
    assert.deepEqual((await counts()).reactions, { wow: 1 });
  });
});

it('who was forgotten comes back as somebody new', async () => {
  const server = app();
  const first = await server.post({ interactions: [react(['love'], 1)] });
  const { visitor } = first.body;
  const id = visitor.split('.')[1] as VisitorId;
  assert.equal(await server.storage.forget(id), 1);
  assert.deepEqual((await server.counts()).reactions, {});
  const again = await server.post({ visitor, interactions: [react(['wow'], 2)] });
  assert.equal(again.status, 200);
  assert.notEqual(again.body.visitor, visitor);
  assert.deepEqual((await server.counts()).reactions, { wow: 1 });
  assert.equal(await server.storage.forget(id), 0, 'nothing was kept under the old name');
});
