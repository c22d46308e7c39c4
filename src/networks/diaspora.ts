import icon from './icons/diaspora.ts';
import type { LinkNetwork } from './network.ts';

/** The foundation's share page, which asks for the pod itself. */
export const diaspora: LinkNetwork = {
  id: 'diaspora',
  name: 'diaspora*',
  icon,
  color: '#000000',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://share.diasporafoundation.org/', { url, title, notes: text }],
};
