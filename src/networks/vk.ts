import icon from './icons/vk.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a picture. */
export const vk: LinkNetwork = {
  id: 'vk',
  name: 'VK',
  icon,
  color: '#0077ff',
  lifecycle: 'attested',
  target: ({ title, url, image }) => ['https://vk.com/share.php', { url, title, image }],
};
