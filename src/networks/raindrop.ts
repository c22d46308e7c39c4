import type { LinkNetwork } from './network.ts';

/** Title and link. */
export const raindrop: LinkNetwork = {
  id: 'raindrop',
  name: 'Raindrop.io',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://app.raindrop.io/add', { link: url, title }],
};
