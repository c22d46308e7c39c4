import icon from './icons/teams.ts';
import type { LinkNetwork } from './network.ts';

/** Link and text; official for computers, and for accounts of work or school. */
export const teams: LinkNetwork = {
  id: 'teams',
  name: 'Microsoft Teams',
  icon,
  color: '#6264a7',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://teams.microsoft.com/share', { href: url, msgText: title, preview: 'true' }],
};
