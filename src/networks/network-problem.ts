import type { NetworkId } from '../contract/index.ts';
import type { NetworkIndex } from './registry.ts';

/**
 * Why an id names no network, for developers: gone, and what to use instead; or unknown, and what is known.
 *
 * @param here Networks that are here already.
 */
export function problemOf(id: NetworkId, { loaders, dead }: NetworkIndex, here: Iterable<NetworkId>): string {
  if (Object.hasOwn(dead, id)) return `"${id}" is gone: ${dead[id]}`;
  const known = [...new Set([...here, ...Object.keys(loaders)])].toSorted();
  return `"${id}" is unknown. Known are: ${known.join(', ')}.`;
}
