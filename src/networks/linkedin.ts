import type { LinkNetwork } from './network.ts';

/** LinkedIn takes the link alone: title and picture come from the page's Open Graph tags. */
export const linkedin: LinkNetwork = {
  id: 'linkedin',
  name: 'LinkedIn',
  lifecycle: 'attested',
  target: ({ url }) => ['https://www.linkedin.com/sharing/share-offsite/', { url }],
};
