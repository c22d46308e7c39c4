import icon from './icons/gnusocial.ts';
import type { ServerNetwork } from './network.ts';

/** The notice form of the reader's own GNU social server. */
export const gnusocial: ServerNetwork = {
  id: 'gnusocial',
  name: 'GNU social',
  icon,
  color: '#a22430',
  lifecycle: 'attested',
  software: ['gnusocial'],
  serverTarget: ({ title, url }, server) => [
    `https://${server}/notice/new`,
    { status_textarea: `${title} ${url}`.trim() },
  ],
};
