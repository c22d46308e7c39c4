import icon from './icons/mix.ts';
import type { LinkNetwork } from './network.ts';

/** Mix, once StumbleUpon, takes the link alone. */
export const mix: LinkNetwork = {
  id: 'mix',
  name: 'Mix',
  icon,
  color: '#ff8126',
  lifecycle: 'attested',
  target: ({ url }) => ['https://mix.com/add', { url }],
};
