/** Rows that come from elsewhere and go back as a difference: nobody can tell them from those in memory. */
import { it } from 'node:test';
import { postgresStorage } from '../src/storage/postgres/postgres.ts';
import { withPostgres } from './engines/postgres.ts';
import { playAtRandom } from './play-at-random.ts';

withPostgres('PostgreSQL against memory', ({ url }) => {
  it('comes to the same, whoever else writes to the database and whatever fails', async (t) => {
    const where = url();
    const processes = await Promise.all([0, 1].map(() => postgresStorage({ url: where })));
    t.after(() => Promise.all(processes.map((one) => one.close())));
    await playAtRandom(t, processes, { rounds: 150, withBuckets: false });
  });
});
