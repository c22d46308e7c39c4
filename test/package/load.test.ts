import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collector, latency, together } from '../../bench/load/answers.ts';
import { arrivals } from '../../bench/load/arrivals.ts';
import { bodyOf } from '../../bench/load/connections.ts';
import { readOptions } from '../../bench/load/options.ts';
import { createStory, INDEX, MIX } from '../../bench/load/story.ts';

describe('latency', () => {
  it('is the time that at least that part took no longer than', () => {
    const times = Float64Array.from({ length: 1000 }, (_, i) => 1000 - i);
    assert.deepEqual(latency(times), { p50: 500, p90: 900, p99: 990, p999: 999 });
    assert.deepEqual(latency(Float64Array.of(7)), { p50: 7, p90: 7, p99: 7, p999: 7 });
  });
});

describe('readers who arrive', () => {
  const burst = { times: 5, from: 4000, length: 2000 };
  const all = [...arrivals({ rate: 1000, length: 10_000, burst }, 1)];

  it('come as often as is asked, and in a burst so many times as often, the more to the hot page', () => {
    const inBurst = all.filter(({ isInBurst }) => isInBurst);
    const hot = inBurst.filter(({ isHot }) => isHot);
    assert.ok(Math.abs(all.length - inBurst.length - 8000) < 400, `${all.length - inBurst.length} outside`);
    assert.ok(Math.abs(inBurst.length - 10_000) < 400, `${inBurst.length} in the burst`);
    assert.ok(Math.abs(hot.length - 8000) < 400, `${hot.length} for the hot page`);
    assert.ok(all.every(({ isHot, isInBurst }) => isInBurst || !isHot));
  });

  it('come in order, and within the time', () => {
    assert.ok(all.every(({ at }, i) => at >= (all[i - 1]?.at ?? 0) && at < 10_000));
    assert.ok(all.filter(({ isInBurst }) => isInBurst).every(({ at }) => at >= 4000 && at < 6001));
  });
});

describe('a story', () => {
  it('has reads and writes as it says, on the first page most', () => {
    const { next } = createStory(1000, 7);
    const all = Array.from({ length: 20_000 }, next);
    const part = (of: (text: string) => boolean) => all.filter(({ text }) => of(text)).length / all.length;
    assert.ok(Math.abs(part((text) => text.startsWith('POST')) - MIX.write) < 0.01);
    const asked = (text: string) => text.match(/[?&]p=/g)?.length ?? 0;
    assert.ok(Math.abs(part((text) => asked(text) === INDEX) - MIX.readMany) < 0.02);
    const keyOf = (n: number) => `p=${Buffer.from(`news.example/2026/11/story-${n}`).toString('base64url')} `;
    const ofPage = (n: number) => part((text) => asked(text) === 1 && text.includes(keyOf(n)));
    assert.ok(ofPage(0) > 1.3 * ofPage(1) && ofPage(1) > 1.5 * ofPage(4), 'as Zipf says, near enough');
  });
});

describe('answers', () => {
  it('of several clients are as if they were one’s, and tell what may have been written', () => {
    const one = collector();
    one.ended('write', '200', 5);
    one.ended('write', '200'); // Of the warm-up.
    one.ended('write', '503', 9);
    one.ended('read', 'ECONNRESET', 2);
    const answers = one.collected();
    assert.deepEqual(together([answers, answers]), {
      times: { read: new Float64Array(0), write: Float64Array.of(5, 5) },
      errors: { 503: 2, ECONNRESET: 2 },
      written: { acknowledged: 4, unsure: 2 },
    });
  });

  it('are read whole or in chunks', () => {
    assert.deepEqual(bodyOf(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"a":1}')), { a: 1 });
    const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n';
    assert.deepEqual(bodyOf(Buffer.from(chunked)), { a: 1 });
  });
});

describe('options of the load', () => {
  it('have bounds', () => {
    assert.throws(() => readOptions(['--seconds', '9999']), /--seconds must be a whole number from 1 to 300/);
    assert.throws(() => readOptions(['--instances', '1,x']), /--instances must be/);
    assert.throws(() => readOptions(['--storage', 'mysql']), /--storage must be one of sqlite, memory, postgres/);
  });

  it('know what one server alone can have', () => {
    assert.throws(() => readOptions(['--storage', 'sqlite', '--instances', '2']), /is for one server/);
    assert.deepEqual(readOptions(['--storage', 'postgres']).instances, [1, 2, 3]);
  });
});
