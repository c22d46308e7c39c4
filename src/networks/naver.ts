import icon from './icons/naver.ts';
import type { LinkNetwork } from './network.ts';

/** Title and link; in Korean. */
export const naver: LinkNetwork = {
  id: 'naver',
  name: 'Naver',
  icon,
  color: '#03c75a',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://share.naver.com/web/shareView', { url, title }],
};
