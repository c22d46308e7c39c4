import icon from './icons/plurk.ts';
import type { LinkNetwork } from './network.ts';

/** One text: the link, then the title in brackets, which Plurk shows in its place. */
export const plurk: LinkNetwork = {
  id: 'plurk',
  name: 'Plurk',
  icon,
  color: '#ff574d',
  lifecycle: 'attested',
  target: ({ title, url }) => [
    'https://www.plurk.com/',
    { qualifier: 'shares', status: title ? `${url} (${title})` : url },
  ],
};
