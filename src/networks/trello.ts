import icon from './icons/trello.ts';
import type { LinkNetwork } from './network.ts';

/** A card with a description. */
export const trello: LinkNetwork = {
  id: 'trello',
  name: 'Trello',
  icon,
  color: '#0052cc',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://trello.com/add-card', { mode: 'popup', url, name: title, desc: text }],
};
