import { isName, type NetworkId } from '../contract/index.ts';
import type { Network } from './network.ts';

/** Loads the module of one network. */
export type NetworkLoader = () => Promise<Network>;

/** What is known of networks beyond those that are here: a module of its own, loaded when a row names one of them. */
export interface NetworkIndex {
  readonly loaders: Readonly<Record<NetworkId, NetworkLoader>>;
  /** Networks that are gone: since when, and what to use instead. */
  readonly dead: Readonly<Record<NetworkId, string>>;
  /** Why an id names no network: see network-problem.ts. */
  readonly problem?: (id: NetworkId, index: NetworkIndex, here: Iterable<NetworkId>) => string;
}

const networks = new Map<NetworkId, Network>();
/** Loads a network by its name alone, where that is enough: no list of all has to be here. */
let loadNamed: ((id: NetworkId) => Promise<Network>) | undefined;
let loadIndex: () => Promise<NetworkIndex> = async () => ({ loaders: {}, dead: {} });

/** Makes networks known to every share row of the page; a later one of the same id replaces the earlier. */
export function registerNetworks(...known: readonly Network[]): void {
  for (const network of known) networks.set(network.id, network);
}

/**
 * Says where the index of all other networks is.
 *
 * @param named Loads one without the index, which is then asked about what does not arrive.
 */
export function registerNetworkIndex(
  load: () => Promise<NetworkIndex>,
  named?: (id: NetworkId) => Promise<Network>,
): void {
  loadIndex = load;
  loadNamed = named;
}

/** A network that is here already. */
export function getNetwork(id: NetworkId): Network | undefined {
  return networks.get(id);
}

/** Why an id names no network, for developers. */
export async function networkProblem(id: NetworkId): Promise<string> {
  const index = await loadIndex();
  return index.problem?.(id, index, networks.keys()) ?? `"${id}" is unknown.`;
}

/**
 * Loads a network that is not here yet. Undefined where nobody knows the id; rejects where its module did not arrive.
 */
export async function loadNetwork(id: NetworkId): Promise<Network | undefined> {
  if (!networks.has(id)) {
    const network = (isName(id) && (await loadNamed?.(id).catch(() => undefined))) || (await loadIndexed(id));
    // Whoever registered it while it was on its way came later and wins.
    if (network && !networks.has(id)) networks.set(id, network);
  }
  return networks.get(id);
}

async function loadIndexed(id: NetworkId): Promise<Network | undefined> {
  const { loaders } = await loadIndex();
  return Object.hasOwn(loaders, id) ? loaders[id]!() : undefined;
}
