import { coreNetworks } from '../../src/networks/core.ts';
import type { ActionNetwork, LinkNetwork, Network, ServerNetwork } from '../../src/networks/network.ts';
import { networkIndex } from '../../src/networks/network-index.ts';

/** Every network that a row can name, those that the script carries and those that it loads. */
export const allNetworks: readonly Network[] = [
  ...coreNetworks,
  ...(await Promise.all(Object.values(networkIndex.loaders).map((load) => load()))),
];

/** Those that are a plain link. */
export const linkNetworks: readonly LinkNetwork[] = allNetworks.filter((network) => 'target' in network);

/** Those that ask for the reader's server. */
export const serverNetworks: readonly ServerNetwork[] = allNetworks.filter((network) => 'serverTarget' in network);

/** Those that the browser itself does. */
export const actionNetworks: readonly ActionNetwork[] = allNetworks.filter((network) => 'action' in network);
