import icon from './icons/snapchat.ts';
import type { LinkNetwork } from './network.ts';

/** Snapchat takes the link alone. */
export const snapchat: LinkNetwork = {
  id: 'snapchat',
  name: 'Snapchat',
  icon,
  color: '#fffc00',
  lifecycle: 'attested',
  target: ({ url }) => ['https://www.snapchat.com/share', { link: url }],
};
