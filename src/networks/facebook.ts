import icon from './icons/facebook.ts';
import type { LinkNetwork } from './network.ts';

/** Facebook's sharer takes the link alone: title and picture come from the page's Open Graph tags. */
export const facebook: LinkNetwork = {
  id: 'facebook',
  name: 'Facebook',
  icon,
  color: '#0866ff',
  lifecycle: 'attested',
  target: ({ url }) => ['https://www.facebook.com/sharer/sharer.php', { u: url }],
};
