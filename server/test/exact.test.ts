/** No count is ever wrong: what thousands send at once, some of it twice, is counted exactly, by a process of its own. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inFlight } from '../../test/contracts/storage/in-flight.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { expectationOf, meet, planLoad } from './load-plan.ts';
import { seededChance } from './seed.ts';
import { createSender } from './sender.ts';
import { runServer, UNLIMITED } from './server-process.ts';
import { assertNumbers, assertVerified } from './stored.ts';
import { temporaryFolder } from './temporary-folder.ts';

const IN_FLIGHT = 50;

describe(`${IN_FLIGHT} in flight, 5 % of the ids repeated`, () => {
  for (const count of [500, 5000, 50_000]) {
    for (const pages of [1, 1000]) {
      it(`${count} interactions over ${pages} page${pages > 1 ? 's' : ''} are counted exactly`, async (t) => {
        const chance = seededChance(t);
        const path = join(temporaryFolder(t), 'gaung.sqlite');
        const server = await runServer(t, { ...UNLIMITED, GAUNG_STORAGE: `sqlite:${path}` });
        const sender = createSender(server.url, IN_FLIGHT);
        t.after(() => sender.close());

        const from = Date.now() - 24 * 60 * 60 * 1000; // The future would be clamped to now.
        const planned = planLoad({ chance, count, pages, known: await meet(sender), from });
        const ids = new Set(planned.map(({ body }) => body.interactions[0].id));
        assert.ok(ids.size < count, 'some are repeats');
        let wrong = 0;
        await inFlight(
          IN_FLIGHT,
          planned.map(({ body }) => async () => {
            const answer = await sender.post(body);
            if (answer.status !== 200 || answer.body.refused.length > 0) wrong++;
          }),
        );
        assert.equal(wrong, 0, 'all are acknowledged');

        server.child.kill('SIGTERM');
        assert.equal((await server.ended).code, 0);
        const storage = sqliteStorage({ path });
        t.after(() => storage.close());
        await assertNumbers(storage, expectationOf(planned));
        await assertVerified(storage);
      });
    }
  }
});
