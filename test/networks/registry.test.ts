import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isName } from '../../src/contract/index.ts';
import { coreNetworks } from '../../src/networks/core.ts';
import { lazyNetworks } from '../../src/networks/lazy.ts';
import type { Network } from '../../src/networks/network.ts';
import {
  getNetwork,
  loadNetwork,
  networkIds,
  registerNetworkLoaders,
  registerNetworks,
} from '../../src/networks/registry.ts';
import { allNetworks } from './all-networks.ts';

/** The registry is one for the page, so each test takes an id of its own. */
let tests = 0;
const freshId = () => `test-${++tests}`;
const network = (id: string, name = id): Network => ({ id, name, icon: 'M0 0', action: 'copy' });

describe('the networks', () => {
  it('have ids that are names, each once', () => {
    const ids = allNetworks.map(({ id }) => id);
    for (const id of ids) assert.equal(isName(id), true, id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are loaded by their own ids', async () => {
    for (const [id, load] of Object.entries(lazyNetworks)) assert.equal((await load()).id, id);
  });

  it('have a name, a colour that is one, and either a link or an action', () => {
    for (const { id, name, color, ...rest } of allNetworks) {
      assert.match(name, /\S/, id);
      if (color !== undefined) assert.match(color, /^#[\da-f]{6}$/, id);
      assert.notEqual('target' in rest, 'action' in rest, id);
    }
  });

  it('five are in the script itself', () => {
    assert.deepEqual(
      coreNetworks.map(({ id }) => id),
      ['whatsapp', 'facebook', 'x', 'telegram', 'copy'],
    );
  });
});

describe('the registry of networks', () => {
  it('knows nothing that nobody registered', async () => {
    assert.equal(getNetwork('nowhere'), undefined);
    assert.equal(await loadNetwork('nowhere'), undefined);
    for (const id of ['constructor', '__proto__', 'toString']) assert.equal(await loadNetwork(id), undefined);
    assert.equal(networkIds().includes('nowhere'), false);
  });

  it('a later registration wins', async () => {
    const id = freshId();
    registerNetworks(network(id, 'first'), network(id, 'second'));
    assert.equal(getNetwork(id)?.name, 'second');
    registerNetworks(network(id, 'third'));
    assert.equal((await loadNetwork(id))?.name, 'third');
    assert.deepEqual(
      networkIds().filter((one) => one === id),
      [id],
    );
  });

  it('loads once, when it is asked to', async () => {
    const id = freshId();
    let loads = 0;
    registerNetworkLoaders({
      [id]: async () => {
        loads++;
        return network(id);
      },
    });
    assert.equal(networkIds().includes(id), true);
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
    registerNetworkLoaders({
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
    registerNetworkLoaders({
      [id]: () => {
        throw new Error('broken');
      },
    });
    await assert.rejects(loadNetwork(id), /broken/);
  });

  it('a network that is registered needs no loader', async () => {
    const id = freshId();
    registerNetworks(network(id, 'here'));
    registerNetworkLoaders({ [id]: () => assert.fail('it was loaded') });
    assert.equal((await loadNetwork(id))?.name, 'here');
  });

  it('a later loader wins, and so does a registration while a module is on its way', async () => {
    const id = freshId();
    let arrive: (network: Network) => void = () => {};
    registerNetworkLoaders({ [id]: () => assert.fail('the earlier loader was asked') });
    registerNetworkLoaders({ [id]: () => new Promise((resolve) => (arrive = resolve)) });
    const loading = loadNetwork(id);
    registerNetworks(network(id, 'own'));
    arrive(network(id, 'loaded'));
    assert.equal((await loading)?.name, 'own');
    assert.equal(getNetwork(id)?.name, 'own');
  });
});
