import type { LinkNetwork, ShareContent } from './network.ts';

/** The address that a link to a network has: parameters percent-encoded, spaces as `%20`, which mail programs need. */
export function shareUrl(network: LinkNetwork, content: ShareContent): string {
  const [base, parameters] = network.target(content);
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return query.length > 0 ? `${base}?${query.join('&')}` : base;
}
