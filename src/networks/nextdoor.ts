import icon from './icons/nextdoor.ts';
import type { LinkNetwork } from './network.ts';

/** One text, and the site that it comes from. */
export const nextdoor: LinkNetwork = {
  id: 'nextdoor',
  name: 'Nextdoor',
  icon,
  color: '#8ed500',
  lifecycle: 'attested',
  target: ({ title, url }) => [
    'https://nextdoor.com/sharekit/',
    { source: new URL(url).host, body: `${title} ${url}`.trim() },
  ],
};
