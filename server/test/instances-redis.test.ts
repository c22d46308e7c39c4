/** Three instances over one Redis Cluster of three masters and three replicas. */
import { after, before, describe } from 'node:test';
import { startWire, type Wire } from './engines/proxy.ts';
import { type RedisCluster, type RedisNode, redisMissing, startRedisCluster, until } from './engines/redis.ts';
import { openHouse, withHouse } from './house.ts';
import { houseContract, sharedHouseContract } from './instances-contract.ts';
import { itSurvives, WIRE_FAULTS } from './instances-faults.ts';
import type { Lifetime } from './server-process.ts';

describe('three instances over one Redis Cluster', { skip: redisMissing }, () => {
  let cluster: RedisCluster;
  let prefixes = 0;
  before(async () => {
    cluster = await startRedisCluster();
  });
  after(() => cluster.stop());

  /** A storage whose acknowledged writes survive the loss of a master: a replica has each of them. */
  const storage = () => `${cluster.url}/?prefix=test-${++prefixes}&replicas=1`;

  describe('beside each other', () => {
    const house = withHouse((t) => openHouse(t, storage()));
    sharedHouseContract(house);

    let victim: RedisNode;
    itSurvives({
      name: 'a master is killed',
      house,
      notices: () => true,
      async begin() {
        [victim] = (await cluster.masters()) as [RedisNode];
        await victim.kill();
      },
      async end() {
        await until('its replica takes its place', async () => {
          const masters = await cluster.masters();
          return masters.length === 3 && !masters.includes(victim);
        });
        await victim.start(); // As whatever looks after processes does; it comes back as a replica.
        await cluster.healthy();
      },
    });
  });

  houseContract(storage);

  // The other one takes its time, because silence is believed only after seconds; PostgreSQL's tests have both.
  for (const { name, begin } of process.env.GAUNG_LONG ? WIRE_FAULTS : WIRE_FAULTS.slice(0, 1)) {
    let wires: Wire[] = [];
    itSurvives({
      name: `the wire to all nodes ${name}`,
      async house(t) {
        wires = await announceWires(t, cluster);
        const place = storage();
        const hosts = wires.map(({ port }) => `127.0.0.1:${port}`).join(',');
        return openHouse(t, place.replace(/\/\/[^/]*/, `//${hosts}`));
      },
      notices: () => true,
      begin() {
        for (const wire of wires) begin(wire);
      },
      end() {
        for (const wire of wires) wire.heal();
      },
    });
  }
});

/** Lets the nodes of a cluster tell their clients to come through wires, one for each node. */
async function announceWires(t: Lifetime, { nodes }: RedisCluster): Promise<Wire[]> {
  return Promise.all(
    nodes.map(async ({ port, client }) => {
      const wire = await startWire(t, port);
      await client.config('SET', 'cluster-announce-port', wire.port);
      t.after(() => client.config('SET', 'cluster-announce-port', 0));
      return wire;
    }),
  );
}
