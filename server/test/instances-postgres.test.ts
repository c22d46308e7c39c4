/** Three instances over one PostgreSQL. */
import { withPostgres } from './engines/postgres.ts';
import { startWire, type Wire } from './engines/proxy.ts';
import { instancesContract } from './instances-contract.ts';
import { itSurvives, WIRE_FAULTS } from './instances-faults.ts';

withPostgres('three instances over one PostgreSQL', (postgres) => {
  instancesContract({ storage: () => postgres.url() });

  const ends = [
    { name: 'is restarted', begin: () => postgres.engine.stop() },
    { name: 'is killed', begin: () => postgres.engine.kill() },
  ];
  for (const { name, begin } of process.env.GAUNG_LONG ? ends : ends.slice(0, 1)) {
    itSurvives({
      name: `PostgreSQL ${name}`,
      async place() {
        const place = postgres.url();
        return { storages: [place], direct: place };
      },
      notices: () => true,
      begin,
      end: () => postgres.engine.start(),
    });
  }

  for (const { name, begin } of WIRE_FAULTS) {
    let wire: Wire;
    itSurvives({
      name: `the wire of one of them ${name}`,
      async place(t) {
        wire = await startWire(t, postgres.engine.port);
        const direct = postgres.url();
        const wired = direct.replace(`:${postgres.engine.port}/`, `:${wire.port}/`);
        return { storages: [wired, direct, direct], direct };
      },
      notices: (index) => index === 0,
      begin: () => begin(wire),
      end: () => wire.heal(),
    });
  }
});
