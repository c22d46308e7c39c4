import icon from './icons/wykop.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a description; in Polish. */
export const wykop: LinkNetwork = {
  id: 'wykop',
  name: 'Wykop',
  icon,
  color: '#367da9',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://wykop.pl/dodaj/link', { url, title, desc: text }],
};
