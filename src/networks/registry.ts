import type { NetworkId } from '../contract/index.ts';
import type { Network } from './network.ts';

/** Loads the module of one network. */
export type NetworkLoader = () => Promise<Network>;

const networks = new Map<NetworkId, Network>();
const loaders = new Map<NetworkId, NetworkLoader>();

/** Makes networks known to every share row of the page; a later one of the same id replaces the earlier. */
export function registerNetworks(...known: readonly Network[]): void {
  for (const network of known) networks.set(network.id, network);
}

/** Makes networks known by how to load them, for when a row names them. */
export function registerNetworkLoaders(known: Readonly<Record<NetworkId, NetworkLoader>>): void {
  for (const [id, loader] of Object.entries(known)) loaders.set(id, loader);
}

/** A network that is here already. */
export function getNetwork(id: NetworkId): Network | undefined {
  return networks.get(id);
}

/** The ids that can be named. */
export function networkIds(): NetworkId[] {
  return [...new Set([...networks.keys(), ...loaders.keys()])];
}

/**
 * Loads a network that is not here yet. Undefined where nobody knows the id; rejects where its module did not arrive.
 */
export async function loadNetwork(id: NetworkId): Promise<Network | undefined> {
  if (!networks.has(id)) {
    const network = await loaders.get(id)?.();
    // Whoever registered it while it was on its way came later and wins.
    if (network && !networks.has(id)) networks.set(id, network);
  }
  return networks.get(id);
}
