import icon from './icons/bluesky.ts';
import type { LinkNetwork } from './network.ts';

/** One text of 300 graphemes; the web app drops line breaks, so a space parts title and link. */
export const bluesky: LinkNetwork = {
  id: 'bluesky',
  name: 'Bluesky',
  icon,
  color: '#1185fe',
  lifecycle: 'documented',
  limits: { graphemes: 300 },
  target: ({ title, url }) => ['https://bsky.app/intent/compose', { text: `${title} ${url}`.trim() }],
};
