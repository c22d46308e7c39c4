import type { LinkNetwork } from './network.ts';

/** Title and link; sites differ on whether the first is called title or text. */
export const truthsocial: LinkNetwork = {
  id: 'truthsocial',
  name: 'Truth Social',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://truthsocial.com/share', { title, url }],
};
