import icon from './icons/flipboard.ts';
import type { LinkNetwork } from './network.ts';

/** The address of Flipboard's bookmarklet. */
export const flipboard: LinkNetwork = {
  id: 'flipboard',
  name: 'Flipboard',
  icon,
  color: '#e12828',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://share.flipboard.com/bookmarklet/popout', { v: '2', url, title }],
};
