import icon from './icons/substack.ts';
import type { LinkNetwork } from './network.ts';

/** A note on Substack: one text. */
export const substack: LinkNetwork = {
  id: 'substack',
  name: 'Substack',
  icon,
  color: '#ff6719',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://substack.com/notes', { action: 'compose', message: `${title} ${url}`.trim() }],
};
