import { isIP } from 'node:net';

/**
 * The network that an address belongs to, as far as one reader's can be told from another's: an IPv4 address as it is,
 * of an IPv6 one the first 64 bits, because the rest is one household's to choose.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  if (isIP(bare) !== 6) return bare;
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1); // No dotted tail is left in it.
  const [head = '', tail = ''] = canonical.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = canonical.includes('::')
    ? [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)]
    : groups(head);
  return `${all.slice(0, 4).join(':')}::/64`;
}
