/** Three instances over one PostgreSQL. */
import { withPostgres } from './engines/postgres.ts';
import { startWire, type Wire } from './engines/proxy.ts';
import { instancesContract } from './instances-contract.ts';
import { itSurvives, WIRE_FAULTS } from './instances-faults.ts';

withPostgres('three instances over one PostgreSQL', (postgres) => {
  instancesContract({ storage: () => postgres.url() });

  for (const [name, end] of [
    ['is restarted', () => postgres.engine.stop()],
    ['is killed', () => postgres.engine.kill()],
  ] as const) {
    itSurvives({
      name: `PostgreSQL ${name}`,
      async place() {
        const place = postgres.url();
        return { storages: [place], direct: place };
      },
      notices: () => true,
      begin: end,
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
