import icon from './icons/pinterest.ts';
import type { LinkNetwork } from './network.ts';

/** Without a picture Pinterest takes one from the page. */
export const pinterest: LinkNetwork = {
  id: 'pinterest',
  name: 'Pinterest',
  icon,
  color: '#bd081c',
  lifecycle: 'attested',
  target: ({ title, url, image }) => [
    'https://www.pinterest.com/pin/create/button/',
    { url, media: image, description: title },
  ],
};
