import type { LinkNetwork } from './network.ts';

/** Text and link. */
export const gettr: LinkNetwork = {
  id: 'gettr',
  name: 'GETTR',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://gettr.com/share', { text: title, url }],
};
