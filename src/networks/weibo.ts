import icon from './icons/weibo.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a picture. */
export const weibo: LinkNetwork = {
  id: 'weibo',
  name: 'Weibo',
  icon,
  color: '#e6162d',
  lifecycle: 'attested',
  target: ({ title, url, image }) => ['https://service.weibo.com/share/share.php', { url, title, pic: image }],
};
