import icon from './icons/mailru.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link, a description and a picture; one list of addresses calls it dead. */
export const mailru: LinkNetwork = {
  id: 'mailru',
  name: 'Мой Мир',
  icon,
  color: '#005ff9',
  lifecycle: 'attested',
  target: ({ title, text, url, image }) => [
    'https://connect.mail.ru/share',
    { url, title, description: text, imageurl: image },
  ],
};
