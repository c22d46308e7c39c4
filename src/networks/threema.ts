import icon from './icons/threema.ts';
import type { LinkNetwork } from './network.ts';

/** The Threema app: one text. */
export const threema: LinkNetwork = {
  id: 'threema',
  name: 'Threema',
  icon,
  color: '#3fe669',
  lifecycle: 'mobile only',
  target: ({ title, url }) => ['threema://compose', { text: `${title} ${url}`.trim() }],
};
