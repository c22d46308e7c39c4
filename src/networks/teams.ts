import type { LinkNetwork } from './network.ts';

/** Link and text; official for computers, and for accounts of work or school. */
export const teams: LinkNetwork = {
  id: 'teams',
  name: 'Microsoft Teams',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://teams.microsoft.com/share', { href: url, msgText: title, preview: 'true' }],
};
