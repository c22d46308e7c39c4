import type { LinkNetwork } from './network.ts';

/** One text of about 500 characters. */
export const max: LinkNetwork = {
  id: 'max',
  name: 'MAX',
  lifecycle: 'attested',
  limits: { graphemes: 500 },
  target: ({ title, url }) => ['https://max.ru/:share', { text: `${title} ${url}`.trim() }],
};
