import type { LinkNetwork } from './network.ts';

/** Title, link, a text and a picture; the most common of three addresses in use. */
export const douban: LinkNetwork = {
  id: 'douban',
  name: 'Douban',
  color: '#2d963d',
  lifecycle: 'attested',
  target: ({ title, text, url, image }) => [
    'https://www.douban.com/share/service',
    { href: url, name: title, text, image },
  ],
};
