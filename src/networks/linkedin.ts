import icon from './icons/linkedin.ts';
import type { LinkNetwork } from './network.ts';

/** LinkedIn takes the link alone: title and picture come from the page's Open Graph tags. */
export const linkedin: LinkNetwork = {
  id: 'linkedin',
  name: 'LinkedIn',
  icon,
  color: '#0a66c2',
  lifecycle: 'attested',
  target: ({ url }) => ['https://www.linkedin.com/sharing/share-offsite/', { url }],
};
