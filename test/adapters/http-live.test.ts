/** Live counts of the http adapter: what it makes of the events, and of the failures, that a browser gives it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it, type TestContext } from 'node:test';
import { http } from '../../src/adapters/http.ts';
import { GaungError, type PageCounts, type PageKey } from '../../src/contract/index.ts';
import { StubEventSource, stubEventSource } from './stub-event-source.ts';
import { ENDPOINT, page } from './stub-fetch.ts';

const A = page('a');

/** A subscription by an adapter whose events the test makes. */
function watching(pages: readonly PageKey[] = [A]) {
  const counts: Record<string, PageCounts>[] = [];
  const errors: GaungError[] = [];
  const controller = new AbortController();
  const stop = http({ endpoint: ENDPOINT, EventSource: stubEventSource, visitor: 'none' }).subscribe!(pages, {
    onCounts: (pushed) => counts.push(Object.fromEntries(pushed)),
    onError(error) {
      assert.ok(error instanceof GaungError);
      assert.match(error.message, /^\[gaung\] \[http\] https:\/\/echo\.example\/v1\/live /);
      assert.ok(error.cause);
      errors.push(error);
    },
    signal: controller.signal,
  });
  return { counts, errors, stop, controller };
}

const event = (views: number, key: string = A) => JSON.stringify({ counts: { [key]: { version: views, views } } });
const useTimers = (t: TestContext) => t.mock.timers.enable({ apis: ['setTimeout'] });

beforeEach(() => StubEventSource.forget());

describe('live counts of the http adapter', () => {
  it('are there where the platform, or an option, has an EventSource', () => {
    const without = http({ endpoint: ENDPOINT, visitor: 'none' });
    assert.equal(typeof globalThis.EventSource, 'undefined');
    assert.deepEqual([without.capabilities.live, without.subscribe], [false, undefined]);
    globalThis.EventSource = stubEventSource;
    try {
      assert.equal(http({ endpoint: ENDPOINT, visitor: 'none' }).capabilities.live, true);
    } finally {
      Reflect.deleteProperty(globalThis, 'EventSource');
    }
  });

  it('ask without credentials for each page once, in one connection', (t) => {
    useTimers(t);
    const { stop } = watching([page('b'), A, page('b')]);
    assert.deepEqual(
      StubEventSource.made.map(({ url, init }) => [url, init]),
      [[`${ENDPOINT}v1/live?p=bmV3cy5leGFtcGxlL2E&p=bmV3cy5leGFtcGxlL2I`, { withCredentials: false }]],
    );
    stop();
  });

  it('take no connection for no page, a second where one URL is too short, and not more', (t) => {
    useTimers(t);
    watching([]).stop();
    assert.equal(StubEventSource.made.length, 0);
    const many = (count: number, length: number) =>
      Array.from({ length: count }, (_, i) => page(`${i}-${'x'.repeat(length)}`));
    const { stop, counts } = watching(many(100, 80));
    assert.equal(StubEventSource.made.length, 2);
    for (const { url } of StubEventSource.made) assert.ok(url.length <= 8000);
    const [first, second] = StubEventSource.made as [StubEventSource, StubEventSource];
    second.sends('counts', event(1, many(100, 80)[99]));
    first.sends('counts', event(2, many(100, 80)[0]));
    assert.equal(counts.length, 2);
    stop();
    assert.deepEqual([first.readyState, second.readyState], [2, 2]);
    StubEventSource.forget();
    assert.throws(() => watching(many(100, 800)), {
      name: 'GaungError',
      message: /100 pages need \d+ live connections/,
    });
    assert.equal(StubEventSource.made.length, 0);
  });

  it('are told as they come', (t) => {
    useTimers(t);
    const { counts, errors, stop } = watching();
    const source = StubEventSource.last;
    source.opens();
    source.sends('counts', event(1));
    source.sends('ping', '{}');
    source.sends('later-version', 'unknown events say nothing');
    source.sends('counts', event(2));
    assert.deepEqual(counts, [{ [A]: { version: 1, views: 1 } }, { [A]: { version: 2, views: 2 } }]);
    assert.deepEqual(errors, []);
    stop();
  });

  for (const [what, data] of Object.entries({
    'no JSON': '<!doctype html>',
    nothing: '',
    'no object': '5',
    'no counts': '{"views":5}',
    'counts of others': event(5, 'news.example/other'),
    'counts that are none': `{"counts":{"${A}":"<script>"}}`,
    'a prototype': '{"counts":{"__proto__":{"views":5}}}',
  })) {
    it(`that are hostile are told as an error and change nothing: ${what}`, (t) => {
      useTimers(t);
      const { counts, errors, stop } = watching();
      StubEventSource.last.sends('counts', data);
      assert.deepEqual([counts.length, errors.length], [0, 1]);
      assert.match(errors[0]!.message, /without counts/);
      StubEventSource.last.sends('counts', event(1));
      assert.deepEqual(counts, [{ [A]: { version: 1, views: 1 } }]);
      stop();
    });
  }

  it('leave what is wrong in a page out', (t) => {
    useTimers(t);
    const { counts, stop } = watching();
    const one = { version: -1, views: 'many', shares: { X: 1, x: 2 }, reactions: [], extra: {} };
    StubEventSource.last.sends('counts', JSON.stringify({ counts: { [A]: one } }));
    assert.deepEqual({ ...counts[0]![A]!.shares }, { x: 2 });
    assert.equal(counts[0]![A]!.views, undefined);
    stop();
  });

  for (const end of ['stop', 'abort'] as const) {
    it(`are over after ${end}: nothing is called, and the connection is closed`, (t) => {
      useTimers(t);
      const { counts, errors, stop, controller } = watching();
      const source = StubEventSource.last;
      source.opens();
      if (end === 'stop') stop();
      else controller.abort();
      assert.equal(source.readyState, 2);
      source.sends('counts', event(1));
      source.sends('counts', 'hostile');
      for (let i = 0; i < 5; i++) source.fails(0);
      source.fails(2);
      t.mock.timers.tick(3_600_000);
      assert.deepEqual([counts, errors, StubEventSource.made.length], [[], [], 1]);
    });
  }

  it('can be stopped by what they call', (t) => {
    useTimers(t);
    const errors: Error[] = [];
    const stop = http({ endpoint: ENDPOINT, EventSource: stubEventSource, visitor: 'none' }).subscribe!([A], {
      onCounts() {},
      onError(error) {
        errors.push(error);
        stop();
      },
      signal: new AbortController().signal,
    });
    StubEventSource.last.fails(2);
    t.mock.timers.tick(3_600_000);
    assert.deepEqual([errors.length, StubEventSource.made.length], [1, 1]);
  });
});

describe('a live connection that', () => {
  it('is lost now and then is the browser’s to mend, and no error', (t) => {
    useTimers(t);
    const { errors, stop } = watching();
    const source = StubEventSource.last;
    for (let i = 0; i < 5; i++) {
      source.fails(0);
      source.fails(0);
      source.opens();
      source.sends('counts', event(i + 1));
    }
    assert.deepEqual([errors, StubEventSource.made.length], [[], 1]);
    stop();
  });

  it('fails three times in a row is told once, until counts come again', (t) => {
    useTimers(t);
    const { errors, counts, stop } = watching();
    const source = StubEventSource.last;
    source.fails(0);
    source.opens(); // Opened, and lost before it said anything: no better than a failure.
    source.fails(0);
    assert.equal(errors.length, 0);
    for (let i = 0; i < 10; i++) source.fails(0);
    assert.equal(errors.length, 1);
    assert.match(errors[0]!.message, /3 times in a row/);
    source.sends('counts', event(1));
    assert.equal(counts.length, 1);
    for (let i = 0; i < 3; i++) source.fails(0);
    assert.equal(errors.length, 2);
    stop();
  });

  it('the browser gives up is told, and opened again, later and later', (t) => {
    useTimers(t);
    const { errors, counts, stop } = watching();
    for (const most of [5, 10, 20, 40, 80, 160, 300, 300]) {
      const made = StubEventSource.made.length;
      StubEventSource.last.fails(2);
      t.mock.timers.tick(most * 500 - 1);
      assert.equal(StubEventSource.made.length, made, 'too early');
      t.mock.timers.tick(most * 500 + 1);
      assert.equal(StubEventSource.made.length, made + 1, `not after ${most} s`);
    }
    assert.equal(errors.length, 1, 'one outage is told once');
    assert.match(errors[0]!.message, /gives no live counts/);
    StubEventSource.last.sends('counts', event(1));
    assert.equal(counts.length, 1);
    StubEventSource.last.fails(2);
    assert.equal(errors.length, 2);
    t.mock.timers.tick(5_000);
    assert.equal(StubEventSource.made.length, 10, 'the first wait is short again');
    stop();
  });

  it('says nothing for 45 s is dead: told, closed and opened again', (t) => {
    useTimers(t);
    const { errors, stop } = watching();
    const source = StubEventSource.last;
    source.opens();
    for (let i = 0; i < 10; i++) {
      t.mock.timers.tick(44_999);
      source.sends(i % 2 ? 'ping' : 'counts', event(i + 1));
    }
    t.mock.timers.tick(44_999);
    assert.deepEqual([errors, source.readyState], [[], 1]);
    t.mock.timers.tick(1);
    assert.equal(source.readyState, 2);
    assert.match(errors[0]!.message, /has said nothing for 45 s/);
    t.mock.timers.tick(5_000);
    assert.equal(StubEventSource.made.length, 2);
    stop();
  });
});
