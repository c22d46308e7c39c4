/** The counts are exact when many readers come at once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inFlight } from '../../test/contracts/storage/in-flight.ts';
import { react, serve, share, view } from './tools.ts';

const READERS = 500;
const IN_FLIGHT = 50;

describe(`${READERS} readers, ${IN_FLIGHT} in flight, one page`, () => {
  const kinds = {
    views: () => view(),
    shares: () => share('whatsapp'),
    reactions: () => react(['love']),
  };
  for (const [what, make] of Object.entries(kinds)) {
    it(`${what}: exactly ${READERS}`, async (t) => {
      const { post, counts } = await serve(t);
      const answers = await inFlight(
        IN_FLIGHT,
        Array.from({ length: READERS }, () => () => post({ interactions: [make()] })),
      );
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      const versions = answers.map(({ body }) => body.counts['news.example/a'].version);
      assert.equal(Math.max(...versions), READERS);
      assert.deepEqual(await counts(), {
        version: READERS,
        views: what === 'views' ? READERS : 0,
        shares: what === 'shares' ? { whatsapp: READERS } : {},
        reactions: what === 'reactions' ? { love: READERS } : {},
      });
    });

    it(`${what}: ${READERS} repeats of one id are exactly 1`, async (t) => {
      const { post, counts } = await serve(t);
      const interactions = [make()];
      const answers = await inFlight(
        IN_FLIGHT,
        Array.from({ length: READERS }, () => () => post({ interactions })),
      );
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      assert.equal(new Set(answers.map(({ body }) => body.visitor)).size, 1);
      assert.equal((await counts()).version, 1);
    });
  }
});

it('all three at once, switched and taken back, over ten pages', async (t) => {
  const { post, counts } = await serve(t);
  const pages = Array.from({ length: 10 }, (_, i) => `news.example/${i}`);
  await inFlight(
    IN_FLIGHT,
    Array.from({ length: READERS }, (_, i) => async () => {
      const page = pages[i % pages.length]!;
      const first = await post({ interactions: [view(page), react(['love'], 1, page)] });
      const { visitor } = first.body;
      await post({ visitor, interactions: [react(['wow'], 2, page), share('x', page)] });
      if (i % 2) await post({ visitor, interactions: [react([], 3, page)] });
    }),
  );
  for (const [i, page] of pages.entries()) {
    const { views, shares, reactions } = await counts(page);
    assert.deepEqual([views, shares, reactions], [50, { x: 50 }, i % 2 ? {} : { wow: 50 }]);
  }
});
