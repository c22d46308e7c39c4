import type { LinkNetwork } from './network.ts';

/** Viva Engage, once Yammer: one text. */
export const yammer: LinkNetwork = {
  id: 'yammer',
  name: 'Viva Engage',
  lifecycle: 'attested',
  target: ({ title, url }) => [
    'https://www.yammer.com/messages/new',
    { login: 'true', status: `${title} ${url}`.trim() },
  ],
};
