import icon from './icons/pinboard.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a description. */
export const pinboard: LinkNetwork = {
  id: 'pinboard',
  name: 'Pinboard',
  icon,
  color: '#0000ff',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://pinboard.in/add', { next: 'same', url, title, description: text }],
};
