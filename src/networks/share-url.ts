import type { Limits, LinkNetwork, ShareContent, Target } from './network.ts';

/** Whether the title might be longer than a network takes. Quickly told; what surely fits needs no counting. */
export function mayBeTooLong(
  { title, url }: ShareContent,
  { graphemes, link = url.length, wide = 1 }: Limits,
): boolean {
  return title.length * wide + link + 1 > graphemes;
}

/** An address with its parameters percent-encoded, spaces as `%20`, which mail programs need. */
export function addressOf([base, parameters, separator = '?']: Target): string {
  const query = Object.keys(parameters)
    .filter((name) => parameters[name] !== '')
    .map((name) => `${name}=${encodeURIComponent(parameters[name]!)}`)
    .join('&');
  return (query && base + separator + query) || base;
}

/** The address that a link to a network has. @param content Its title as long as the network takes. */
export function shareUrl(network: LinkNetwork, content: ShareContent): string {
  return addressOf(network.target(content));
}
