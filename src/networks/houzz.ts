import icon from './icons/houzz.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a picture. */
export const houzz: LinkNetwork = {
  id: 'houzz',
  name: 'Houzz',
  icon,
  color: '#4dbc15',
  lifecycle: 'attested',
  target: ({ title, url, image }) => [
    'https://www.houzz.com/imageClipperUpload',
    { link: url, imageUrl: image, title },
  ],
};
