import icon from './icons/viber.ts';
import type { LinkNetwork } from './network.ts';

/** The Viber app: one text, which its reader cannot change before sending. */
export const viber: LinkNetwork = {
  id: 'viber',
  name: 'Viber',
  icon,
  color: '#7360f2',
  lifecycle: 'mobile only',
  target: ({ title, url }) => ['viber://forward', { text: `${title} ${url}`.trim() }],
};
