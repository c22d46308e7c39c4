import icon from './icons/ok.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link, a description and a picture. */
export const ok: LinkNetwork = {
  id: 'ok',
  name: 'Odnoklassniki',
  icon,
  color: '#ee8208',
  lifecycle: 'attested',
  target: ({ title, text, url, image }) => [
    'https://connect.ok.ru/offer',
    { url, title, description: text, imageUrl: image },
  ],
};
