import type { LinkNetwork } from './network.ts';

/** The title goes where Fark has its comment. */
export const fark: LinkNetwork = {
  id: 'fark',
  name: 'Fark',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://cgi.fark.com/cgi/fark/submit.pl', { new_url: url, new_comment: title }],
};
