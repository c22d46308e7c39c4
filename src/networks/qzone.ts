import icon from './icons/qzone.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link, a summary and a picture. */
export const qzone: LinkNetwork = {
  id: 'qzone',
  name: 'Qzone',
  icon,
  color: '#fece00',
  lifecycle: 'attested',
  target: ({ title, text, url, image }) => [
    'https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey',
    { url, title, summary: text, pics: image },
  ],
};
