import type { LinkNetwork } from './network.ts';

/** Menéame takes the link alone; in Spanish. */
export const meneame: LinkNetwork = {
  id: 'meneame',
  name: 'Menéame',
  lifecycle: 'attested',
  target: ({ url }) => ['https://www.meneame.net/submit', { url }],
};
