import icon from './icons/line.ts';
import type { LinkNetwork } from './network.ts';

/** The address of LINE's own social plug-in. */
export const line: LinkNetwork = {
  id: 'line',
  name: 'LINE',
  icon,
  color: '#06c755',
  lifecycle: 'documented',
  target: ({ title, url }) => ['https://social-plugins.line.me/lineit/share', { url, text: title }],
};
