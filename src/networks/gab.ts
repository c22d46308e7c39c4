import type { LinkNetwork } from './network.ts';

/** Text and link. */
export const gab: LinkNetwork = {
  id: 'gab',
  name: 'Gab',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://gab.com/compose', { url, text: title }],
};
