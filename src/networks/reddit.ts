import icon from './icons/reddit.ts';
import type { LinkNetwork } from './network.ts';

/** A link post: title and link. */
export const reddit: LinkNetwork = {
  id: 'reddit',
  name: 'Reddit',
  icon,
  color: '#ff4500',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://www.reddit.com/submit', { url, title }],
};
