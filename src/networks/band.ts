import type { LinkNetwork } from './network.ts';

/** One text, and the page that it comes from. */
export const band: LinkNetwork = {
  id: 'band',
  name: 'BAND',
  lifecycle: 'attested',
  target: ({ title, url }) => [
    'https://band.us/plugin/share',
    { body: [title, url].filter(Boolean).join('\n'), route: url },
  ],
};
