import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInteractionId, isInteractionId, isName } from '../../src/contract/index.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('interaction ids', () => {
  it('are version 4 UUIDs in lower case', () => {
    for (let i = 0; i < 1_000; i++) {
      const id = createInteractionId();
      assert.match(id, UUID_V4);
      assert.equal(isInteractionId(id), true);
    }
  });

  it('are never the same', () => {
    const ids = Array.from({ length: 10_000 }, createInteractionId);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are made of all the random bytes, whatever these are', (t) => {
    for (const [byte, id] of [
      [0x00, '00000000-0000-4000-8000-000000000000'],
      [0xff, 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
      [0x0a, 'aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa'],
    ] as const) {
      const mock = t.mock.method(crypto, 'getRandomValues', (array: Uint8Array) => array.fill(byte));
      assert.equal(createInteractionId(), id);
      mock.mock.restore();
    }
  });

  it('need no crypto.randomUUID, which plain-http pages lack', (t) => {
    const whole = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    t.after(() => Object.defineProperty(globalThis, 'crypto', whole));
    const value = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    Object.defineProperty(globalThis, 'crypto', { value, configurable: true });
    assert.equal(crypto.randomUUID, undefined);
    assert.match(createInteractionId(), UUID_V4);
  });

  it('have one spelling', () => {
    const id = '6f1c3f0e-5a3b-4c53-9e8f-0d5d3e4b7a21';
    assert.equal(isInteractionId(id), true);
    for (const value of [
      id.toUpperCase(),
      id.replaceAll('-', ''),
      `{${id}}`,
      `urn:uuid:${id}`,
      ` ${id}`,
      `${id}\n`,
      id.slice(1),
      `${id}0`,
      id.replace('f', 'g'),
      '',
      '__proto__',
      1,
      null,
      undefined,
      [id],
      { toString: () => id },
      new String(id),
    ]) {
      assert.equal(isInteractionId(value), false, String(value));
    }
  });
});

describe('names of reactions and networks', () => {
  it('are a-z, 0-9 and -, at most 32 long, not beginning with -', () => {
    for (const name of ['love', 'x', '1', '8chan', 'open-heart', 'a-', 'a'.repeat(32), 'constructor']) {
      assert.equal(isName(name), true, name);
    }
    for (const value of [
      '',
      '-love',
      'Love',
      'lo ve',
      'lo_ve',
      'lo.ve',
      'löve',
      '❤',
      'love\n',
      '\nlove',
      'a'.repeat(33),
      '__proto__',
      'toString',
      1,
      null,
      undefined,
      ['love'],
      new String('love'),
    ]) {
      assert.equal(isName(value), false, String(value));
    }
  });
});
