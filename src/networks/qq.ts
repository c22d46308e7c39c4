import icon from './icons/qq.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link, a description and a picture. */
export const qq: LinkNetwork = {
  id: 'qq',
  name: 'QQ',
  icon,
  color: '#1ebafc',
  lifecycle: 'attested',
  target: ({ title, text, url, image }) => [
    'https://connect.qq.com/widget/shareqq/index.html',
    { url, title, desc: text, pics: image },
  ],
};
