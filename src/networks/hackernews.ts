import icon from './icons/hackernews.ts';
import type { LinkNetwork } from './network.ts';

/** Title and link. */
export const hackernews: LinkNetwork = {
  id: 'hackernews',
  name: 'Hacker News',
  icon,
  color: '#f0652f',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://news.ycombinator.com/submitlink', { u: url, t: title }],
};
