import type { NetworkIndex } from './registry.ts';

/** Loads the index of all networks that the script does not carry. */
export const loadNetworkIndex = (): Promise<NetworkIndex> =>
  import('./network-index.ts').then(({ networkIndex }) => networkIndex);
