import icon from './icons/mewe.ts';
import type { LinkNetwork } from './network.ts';

/** MeWe takes the link alone. */
export const mewe: LinkNetwork = {
  id: 'mewe',
  name: 'MeWe',
  icon,
  color: '#17377f',
  lifecycle: 'attested',
  target: ({ url }) => ['https://mewe.com/share', { link: url }],
};
