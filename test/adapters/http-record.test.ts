import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Interaction, memoryStorage } from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import {
  ENDPOINT,
  interactionsOf,
  json,
  page,
  problem,
  type Sent,
  type Stub,
  share,
  stubFetch,
  taken,
  visitorOf,
} from './stub-fetch.ts';

const http = faceOf(import.meta.url);

/** The Fetch standard allows 64 KiB of keepalive bodies at a time; some of it may be in use. */
const KEEPALIVE = 60_000;
const bytes = ({ body = '' }: Sent) => Buffer.byteLength(body);
const ids = (interactions: readonly Interaction[]) => interactions.map(({ id }) => id);
const recorder = ({ fetch }: Stub) => http({ endpoint: ENDPOINT, fetch, visitor: memoryStorage() });

describe('recording through the http adapter', () => {
  it('sends all that waits in one request, in its order', async () => {
    const stub = stubFetch(() => taken('t'));
    const all = [share(page('b')), share(page('a')), share(page('b'))];
    await recorder(stub).record(all);
    assert.equal(stub.sent.length, 1);
    assert.deepEqual(interactionsOf(stub.sent[0]!), all);
  });

  it('outlives the page only where it is asked to', async () => {
    const stub = stubFetch(() => taken('t'));
    await recorder(stub).record([share()]);
    await recorder(stub).record([share()], { keepalive: true });
    assert.deepEqual(
      stub.sent.map(({ keepalive }) => keepalive),
      [false, true],
    );
  });

  it('gives the counts of the pages it was about, with the own choice', async () => {
    const [a, b] = [page('a'), page('b')];
    const counts = { version: 3, views: 1, shares: { line: 2 }, reactions: { love: 1 }, mine: ['love'] };
    const stub = stubFetch(() => json({ counts: { [a]: counts, [b]: counts }, refused: [] }));
    const result = await recorder(stub).record([share(a)]);
    assert.deepEqual([...result.counts.keys()], [a]);
    assert.deepEqual(structuredClone({ ...result.counts.get(a) }), counts);
    assert.equal(result.refused.size, 0);
  });

  it('says what was refused and why', async () => {
    const [one, two, three] = [share(), share(), share()];
    const refused = [
      { id: two.id, code: 'too-many-ids' },
      { id: three.id, code: 'a-code-of-version-2' },
      { id: null, code: 'id-invalid' },
    ];
    const stub = stubFetch(() => json({ counts: {}, refused }));
    const result = await recorder(stub).record([one, two, three]);
    assert.deepEqual(
      [...result.refused],
      [
        [two.id, { code: 'too-many-ids' }],
        [three.id, { code: 'rejected' }],
      ],
    );
  });

  it('splits what is too large for keepalive, in order and in the fewest requests', async () => {
    for (const path of ['x'.repeat(1000), '日'.repeat(330)]) {
      const stub = stubFetch(() => taken('v1.a-token-as-long-as-those-of-the-server.usually-are'));
      const all = Array.from({ length: 100 }, () => share(page(path)));
      await recorder(stub).record(all);
      assert.deepEqual(stub.sent.flatMap(interactionsOf), all);
      for (const one of stub.sent) assert.ok(bytes(one) <= KEEPALIVE, `${bytes(one)} bytes`);
      assert.equal(stub.sent.length, Math.ceil(Buffer.byteLength(JSON.stringify(all)) / KEEPALIVE), path.slice(0, 3));
    }
  });

  it('splits more than a server takes at a time', async () => {
    const stub = stubFetch(() => taken('t'));
    const all = Array.from({ length: 250 }, () => share());
    await recorder(stub).record(all);
    assert.deepEqual(
      stub.sent.map((one) => interactionsOf(one).length),
      [100, 100, 50],
    );
    assert.deepEqual(ids(stub.sent.flatMap(interactionsOf)), ids(all));
  });

  it('sends the parts one after the other: the second knows the token of the first', async () => {
    let inFlight = 0;
    const stub = stubFetch(async () => {
      assert.equal(++inFlight, 1);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
      return taken('token-1');
    });
    await recorder(stub).record(Array.from({ length: 250 }, () => share()));
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-1', 'token-1']);
  });

  it('puts together what the parts answered', async () => {
    const [a, b] = [page('a'), page('b')];
    const all = [...Array.from({ length: 100 }, () => share(a)), share(a), share(b)];
    const stub = stubFetch((sent, nth) =>
      json({
        counts: { [a]: { version: nth + 1, shares: { line: nth } }, ...(nth && { [b]: { version: 1 } }) },
        refused: [{ id: interactionsOf(sent)[0]!.id, code: 'too-many-ids' }],
      }),
    );
    const { counts, refused } = await recorder(stub).record(all);
    assert.equal(counts.get(a)?.version, 2);
    assert.equal(counts.get(b)?.version, 1);
    assert.deepEqual([...refused.keys()], [all[0]!.id, all[100]!.id]);
  });

  it('rejects where a part fails: what was taken is known by its ids', async () => {
    const stub = stubFetch((_, nth) => (nth === 1 ? problem(503) : taken('t')));
    await assert.rejects(recorder(stub).record(Array.from({ length: 250 }, () => share())), { name: 'GaungError' });
    assert.equal(stub.sent.length, 2);
  });

  it('gives up with the reason, and before anything is sent where that came first', async () => {
    const reason = new Error('the reader left');
    const stub = stubFetch(() => taken('t'));
    const record = recorder(stub).record([share()], { signal: AbortSignal.abort(reason) });
    await assert.rejects(record, (error) => error === reason);
    assert.equal(stub.sent.length, 0);
  });
});
