import icon from './icons/tieba.ts';
import type { LinkNetwork } from './network.ts';

/** Title and link. */
export const tieba: LinkNetwork = {
  id: 'tieba',
  name: 'Baidu Tieba',
  icon,
  color: '#2932e1',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://tieba.baidu.com/f/commit/share/openShareApi', { url, title }],
};
