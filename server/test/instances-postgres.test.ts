/** Three instances over one PostgreSQL. */
import { describe } from 'node:test';
import { withPostgres } from './engines/postgres.ts';
import { startWire } from './engines/proxy.ts';
import { openHouse, withHouse } from './house.ts';
import { houseContract, sharedHouseContract } from './instances-contract.ts';
import { itSurvives, WIRE_FAULTS } from './instances-faults.ts';

withPostgres('three instances over one PostgreSQL', (postgres) => {
  describe('of which the first is behind a wire', () => {
    const house = withHouse(async (t) => {
      const { port } = postgres.engine;
      const wire = await startWire(t, port);
      const storage = postgres.url();
      return { wire, ...(await openHouse(t, storage, {}, storage.replace(`:${port}/`, `:${wire.port}/`))) };
    });

    sharedHouseContract(house);

    for (const { name, begin } of WIRE_FAULTS) {
      itSurvives({
        name: `the wire ${name}`,
        house,
        notices: (index) => index === 0,
        begin: () => begin(house().wire),
        end: () => house().wire.heal(),
      });
    }

    const ends = [
      { name: 'is restarted', begin: () => postgres.engine.stop() },
      { name: 'is killed', begin: () => postgres.engine.kill() },
    ];
    for (const { name, begin } of process.env.GAUNG_LONG ? ends : ends.slice(0, 1)) {
      const end = () => postgres.engine.start();
      itSurvives({ name: `PostgreSQL ${name}`, house, notices: () => true, begin, end });
    }
  });

  houseContract(() => postgres.url());
});
