import { BlockList, isIP } from 'node:net';

/** The proxies whose word is taken for where a request came from. */
export interface TrustedProxies {
  /** @param address As {@link readAddress} gives it. */
  has(address: string): boolean;
}

type Subnet = readonly [network: string, prefix: number];

const LOOPBACK: readonly Subnet[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
];
/** RFC 1918, 3927, 6598, 4193 and 4291: what is routed nowhere, so that no reader comes from it but one of the house. */
const PRIVATE: readonly Subnet[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
  ['fc00::', 7],
  ['fe80::', 10],
];
const WORDS: ReadonlyMap<string, readonly Subnet[]> = new Map([
  ['loopback', LOOPBACK],
  ['private', PRIVATE],
]);

/**
 * The address of one hop: plain, or as proxies write it, with brackets, a port or a zone. IPv4 that is written as IPv6
 * becomes IPv4, so that one reader has one address.
 *
 * @returns undefined where it is no address, such as `unknown`.
 */
export function readAddress(text: string): string | undefined {
  if (isIP(text) === 4) return text; // As most are: nothing can be otherwise about it.
  const trimmed = text.trim();
  const [, bracketed, plain] = /^\[([^\]]*)\](?::\d{1,5})?$|^([\d.]+):\d{1,5}$/.exec(trimmed) ?? [];
  const bare = (bracketed ?? plain ?? trimmed).replace(/%.*$/, '');
  const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  return isIP(address) ? address.toLowerCase() : undefined;
}

/**
 * One entry of a list of proxies.
 *
 * @returns undefined where it is neither an address, nor a network as `10.0.0.0/8`, nor `loopback` or `private`.
 */
export function readSubnets(entry: string): readonly Subnet[] | undefined {
  const word = WORDS.get(entry.toLowerCase());
  if (word) return word;
  const [, network = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const bits = isIP(network) === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  return isIP(network) && length <= bits ? [[network, length]] : undefined;
}

export function createProxies(subnets: readonly Subnet[]): TrustedProxies {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family(network));
  return { has: (address) => list.check(address, family(address)) };
}

/** Addresses that a proxy of the same house has, and hardly a reader. */
export const HOUSE: TrustedProxies = createProxies([...LOOPBACK, ...PRIVATE]);

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
