/** Keep or roll back: what each kind of answer means for the interactions that were sent. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GaungError } from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import { ENDPOINT, json, page, problem, share, stubFetch } from './stub-fetch.ts';

const http = faceOf(import.meta.url);

/** What becomes of one share when a server answers so. */
function answered(answer: () => Response) {
  const { fetch } = stubFetch(answer);
  const one = share();
  return { one, result: http({ endpoint: ENDPOINT, fetch, visitor: 'none' }).record([one]) };
}

describe('answers that will be the same next time roll back', () => {
  for (const [status, code] of [
    [400, 'rejected'],
    [403, 'page-not-allowed'],
    [404, 'unsupported'],
    [410, 'unsupported'],
    [413, 'rejected'],
    [422, 'rejected'],
  ] as const) {
    it(`${status}, with the server’s own words`, async () => {
      const { one, result } = answered(() => problem(status, 'Because of this and that.'));
      const { counts, refused } = await result;
      assert.deepEqual([...refused], [[one.id, { code, detail: 'Because of this and that.' }]]);
      assert.equal(counts.size, 0);
    });
  }

  it('and say the status where there are no words', async () => {
    for (const answer of [
      () => problem(410),
      () => json({ detail: 7 }, { status: 410 }),
      () => json(null, { status: 410 }),
    ]) {
      const { one, result } = answered(answer);
      assert.deepEqual((await result).refused.get(one.id), { code: 'unsupported', detail: 'status 410' });
    }
  });

  it('each interaction of the request', async () => {
    const { fetch } = stubFetch(() => problem(403));
    const all = [share(), share(page('b')), share()];
    const { refused } = await http({ endpoint: ENDPOINT, fetch, visitor: 'none' }).record(all);
    assert.deepEqual(
      [...refused.keys()],
      all.map(({ id }) => id),
    );
  });

  it('422 by its own codes where it gives them', async () => {
    const one = share();
    const { fetch } = stubFetch(() =>
      json({ counts: {}, refused: [{ id: one.id, code: 'page-not-allowed' }] }, { status: 422 }),
    );
    const { refused } = await http({ endpoint: ENDPOINT, fetch, visitor: 'none' }).record([one]);
    assert.deepEqual([...refused], [[one.id, { code: 'page-not-allowed' }]]);
  });
});

describe('answers that may be another next time keep what was sent', () => {
  for (const status of [401, 405, 408, 409, 425, 429, 500, 502, 503, 504, 507, 599]) {
    it(`${status}, even with a problem`, async () => {
      await assert.rejects(answered(() => problem(status, 'Later.')).result, (error) => {
        assert.ok(error instanceof GaungError);
        assert.match(
          error.message,
          new RegExp(`^\\[gaung\\] \\[http\\] https://echo\\.example answered ${status}\\.$`),
        );
        assert.match(String(error.cause), /Later\./);
        return true;
      });
    });
  }

  const html = '<!doctype html><title>Sign in to the Wi-Fi</title>';
  for (const [what, answer] of Object.entries({
    'a page with 200, as of a hotel’s network': () => new Response(html),
    'a page with 403, as of a firewall': () => new Response(html, { status: 403 }),
    'a page with 404': () => new Response(html, { status: 404 }),
    'nothing with 200': () => new Response(''),
    'nothing with 204': () => new Response(null, { status: 204 }),
    'JSON that is cut off': () => new Response('{"counts":{"news.example/a":{"vi'),
    'JSON with 200 that is something else': () => json({ ok: true }),
    'JSON with 200 and half of it': () => json({ counts: {} }),
    'JSON with 202, which says nothing of the outcome': () => json({ status: 'queued' }, { status: 202 }),
    'counts with 206': () => json({ counts: {}, refused: [] }, { status: 206 }),
    null: () => json(null),
    'a list': () => json([]),
  })) {
    it(what, async () => {
      await assert.rejects(answered(answer).result, { name: 'GaungError', message: /^\[gaung\] \[http\] / });
    });
  }

  it('a body of an error is not carried along whole', async () => {
    const { result } = answered(() => new Response('x'.repeat(100_000), { status: 502 }));
    await assert.rejects(result, (error: Error) => String(error.cause).length <= 500);
  });
});

describe('how long to wait', () => {
  const asked = async (value: string | undefined, status = 503): Promise<number | undefined> => {
    const headers = value === undefined ? {} : { 'retry-after': value };
    const { result } = answered(() => new Response('', { status, headers }));
    const error = await result.catch((error: unknown) => error);
    assert.ok(error instanceof GaungError);
    return error.retryAfter;
  };

  it('is in seconds', async () => {
    assert.equal(await asked('120'), 120_000);
    assert.equal(await asked('1', 429), 1_000);
  });

  it('is a date', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 10, 23, 12, 0, 0) });
    assert.equal(await asked('Mon, 23 Nov 2026 12:01:30 GMT'), 90_000);
  });

  it('is not said by nonsense, by the past and by nothing', async () => {
    for (const value of [undefined, '', '0', '-5', '1.5', 'soon', 'Mon, 01 Jan 2001 00:00:00 GMT', '1e3', '0x10']) {
      assert.equal(await asked(value), undefined, value);
    }
  });

  it('is not asked by an answer that was none', async () => {
    const { result } = answered(() => new Response('<html>', { headers: { 'retry-after': '5' } }));
    await assert.rejects(result, { retryAfter: undefined });
  });
});
