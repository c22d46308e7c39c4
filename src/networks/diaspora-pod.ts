import icon from './icons/diaspora.ts';
import type { ServerNetwork } from './network.ts';

/** The reader's own pod, by the address that diaspora*'s bookmarklet opens. */
export const diasporaPod: ServerNetwork = {
  id: 'diaspora-pod',
  name: 'diaspora*',
  icon,
  color: '#000000',
  lifecycle: 'attested',
  software: ['diaspora'],
  serverTarget: ({ title, url, text }, server) => [`https://${server}/bookmarklet`, { url, title, notes: text }],
};
