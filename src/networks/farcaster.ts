import icon from './icons/farcaster.ts';
import type { LinkNetwork } from './network.ts';

/** A cast with the link embedded; was warpcast.com. */
export const farcaster: LinkNetwork = {
  id: 'farcaster',
  name: 'Farcaster',
  icon,
  color: '#855dcd',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://farcaster.xyz/~/compose', { text: title, 'embeds[]': url }],
};
