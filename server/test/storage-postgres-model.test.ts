/** Rows that come from elsewhere and go back as a difference: nobody can tell them from those in memory. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { inFlight } from '../../test/contracts/storage/in-flight.ts';
import { NOW, view } from '../../test/contracts/storage/tools.ts';
import { postgresStorage } from '../src/storage/postgres/postgres.ts';
import { withPostgres } from './engines/postgres.ts';
import { playAtRandom } from './play-at-random.ts';

/** Requests in flight. */
const AT_ONCE = 250;
const REQUESTS = 5000;

withPostgres(
  'PostgreSQL against memory',
  ({ url }) => {
    it('takes at least half as many requests for one page as for a thousand', async (t) => {
      const storage = await postgresStorage({ url: url({ durability: 'always' }) });
      t.after(() => storage.close());
      const pages = Array.from({ length: 1000 }, (_, i) => `news.example/${i}` as PageKey);
      /** Requests a second. */
      const measure = async (pageOf: (i: number) => PageKey) => {
        const tasks = Array.from(
          { length: REQUESTS },
          (_, i) => () => storage.record({ interactions: [view(pageOf(i))], now: NOW }),
        );
        const start = performance.now();
        await inFlight(AT_ONCE, tasks);
        return (REQUESTS / (performance.now() - start)) * 1000;
      };
      const [hot, spread] = [() => measure(() => pages[0]!), () => measure((i) => pages[i % pages.length]!)];
      await spread(); // Makes the pages.
      await hot();
      const figures = { hot: 0, spread: 0 };
      for (let round = 0; round < 2; round++) {
        figures.hot += (await hot()) / 2;
        figures.spread += (await spread()) / 2;
      }
      t.diagnostic(`${Math.round(figures.hot)} requests/s on one page, ${Math.round(figures.spread)} on 1,000`);
      assert.ok(figures.hot >= figures.spread / 2);
    });

    it('comes to the same, whoever else writes to the database and whatever fails', async (t) => {
      const where = url();
      const processes = await Promise.all([0, 1].map(() => postgresStorage({ url: where })));
      t.after(() => Promise.all(processes.map((one) => one.close())));
      await playAtRandom(t, processes, { rounds: 150, withBuckets: false });
    });
  },
  { fsync: true },
);
