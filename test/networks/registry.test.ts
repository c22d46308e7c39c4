import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Network } from '../../src/networks/network.ts';
import { problemOf } from '../../src/networks/network-problem.ts';
import {
  getNetwork,
  loadNetwork,
  type NetworkIndex,
  networkProblem,
  registerNetworkIndex,
  registerNetworks,
} from '../../src/networks/registry.ts';

/** The registry is one for the page, so each test takes an id of its own. */
let tests = 0;
const freshId = () => `test-${++tests}`;
const network = (id: string, name = id): Network => ({
  id,
  name,
  icon: 'M0 0',
  action: 'copy',
  lifecycle: 'documented',
});
const registerLoaders = (loaders: NetworkIndex['loaders'], dead: NetworkIndex['dead'] = {}) =>
  registerNetworkIndex(() => Promise.resolve({ loaders, dead, problem: problemOf }));

describe('the registry of networks', () => {
  it('knows nothing that nobody registered', async () => {
    assert.equal(getNetwork('nowhere'), undefined);
    assert.equal(await loadNetwork('nowhere'), undefined);
    for (const id of ['constructor', '__proto__', 'toString']) assert.equal(await loadNetwork(id), undefined);
  });

  it('a later registration wins', async () => {
    const id = freshId();
    registerNetworks(network(id, 'first'), network(id, 'second'));
    assert.equal(getNetwork(id)?.name, 'second');
    registerNetworks(network(id, 'third'));
    assert.equal((await loadNetwork(id))?.name, 'third');
  });

  it('loads once, when it is asked to', async () => {
    const id = freshId();
    let loads = 0;
    registerLoaders({
      [id]: async () => {
        loads++;
        return network(id);
      },
    });
    assert.equal(getNetwork(id), undefined);
    assert.equal(loads, 0);
    await loadNetwork(id);
    await loadNetwork(id);
    assert.equal(loads, 1);
    assert.equal(getNetwork(id)?.id, id);
  });

  it('rejects where a module does not arrive, and tries again', async () => {
    const id = freshId();
    let loads = 0;
    registerLoaders({
      [id]: async () => {
        if (++loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
        return network(id);
      },
    });
    await assert.rejects(loadNetwork(id), TypeError);
    assert.equal(getNetwork(id), undefined);
    assert.equal((await loadNetwork(id))?.id, id);
  });

  it('rejects, and does not throw, where a loader throws', async () => {
    const id = freshId();
    registerLoaders({
      [id]: () => {
        throw new Error('broken');
      },
    });
    await assert.rejects(loadNetwork(id), /broken/);
  });

  it('a network that is registered needs no loader', async () => {
    const id = freshId();
    registerNetworks(network(id, 'here'));
    registerLoaders({ [id]: () => assert.fail('it was loaded') });
    assert.equal((await loadNetwork(id))?.name, 'here');
  });

  it('a registration wins while a module is on its way', async () => {
    const id = freshId();
    let arrive: (network: Network) => void = () => {};
    let ask: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => (ask = resolve));
    registerLoaders({
      [id]: () =>
        new Promise((resolve) => {
          arrive = resolve;
          ask();
        }),
    });
    const loading = loadNetwork(id);
    await isAsked;
    registerNetworks(network(id, 'own'));
    arrive(network(id, 'loaded'));
    assert.equal((await loading)?.name, 'own');
    assert.equal(getNetwork(id)?.name, 'own');
  });

  it('rejects where the index does not arrive, and asks again', async () => {
    const id = freshId();
    let loads = 0;
    registerNetworkIndex(async () => {
      if (++loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
      return { loaders: { [id]: async () => network(id) }, dead: {} };
    });
    await assert.rejects(loadNetwork(id), TypeError);
    assert.equal((await loadNetwork(id))?.id, id);
  });

  it('asks for no index where the network is here', async () => {
    const id = freshId();
    registerNetworks(network(id));
    registerNetworkIndex(() => assert.fail('the index was loaded'));
    assert.equal((await loadNetwork(id))?.id, id);
  });

  it('says what became of a network that is gone, and what is known where one is unknown', async () => {
    const id = freshId();
    registerNetworks(network(id));
    registerLoaders({ later: async () => network('later') }, { old: 'closed in 2025; use later instead.' });
    assert.equal(await loadNetwork('old'), undefined);
    assert.equal(await networkProblem('old'), '"old" is gone: closed in 2025; use later instead.');
    const unknown = await networkProblem('nowhere');
    assert.match(unknown, /^"nowhere" is unknown\. Known are: .*\blater\b.*\.$/);
    assert.ok(unknown.includes(id));
    for (const name of ['constructor', '__proto__']) assert.match(await networkProblem(name), /is unknown/);
  });
});
