import type { LinkNetwork } from './network.ts';

/** A third party's page that asks where to share. */
export const shareopenly: LinkNetwork = {
  id: 'shareopenly',
  name: 'ShareOpenly',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://shareopenly.org/share/', { url, text: title }],
};
