import type { LinkNetwork } from './network.ts';

/** Title and link; in Persian. Older sites send a phase=2 besides. */
export const balatarin: LinkNetwork = {
  id: 'balatarin',
  name: 'Balatarin',
  lifecycle: 'single source',
  target: ({ title, url }) => ['https://www.balatarin.com/links/submit', { url, title }],
};
