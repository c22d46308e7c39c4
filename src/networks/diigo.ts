import type { LinkNetwork } from './network.ts';

/** Title, link and a description. */
export const diigo: LinkNetwork = {
  id: 'diigo',
  name: 'Diigo',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://www.diigo.com/post', { url, title, desc: text }],
};
