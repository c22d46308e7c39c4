import icon from './icons/draugiem.ts';
import type { LinkNetwork } from './network.ts';

/** Title and link; in Latvian. */
export const draugiem: LinkNetwork = {
  id: 'draugiem',
  name: 'Draugiem.lv',
  icon,
  color: '#ff6600',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://www.draugiem.lv/say/ext/add.php', { link: url, title }],
};
