import { coreNetworks } from '../../src/networks/core.ts';
import { lazyNetworks } from '../../src/networks/lazy.ts';
import type { LinkNetwork, Network } from '../../src/networks/network.ts';

/** Every network that a row can name, those that the script carries and those that it loads. */
export const allNetworks: readonly Network[] = [
  ...coreNetworks,
  ...(await Promise.all(Object.values(lazyNetworks).map((load) => load()))),
];

/** Those that are a plain link. */
export const linkNetworks: readonly LinkNetwork[] = allNetworks.filter((network) => 'target' in network);
