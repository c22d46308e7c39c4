import type { ServerNetwork } from './network.ts';

/** The bookmarklet of the reader's own LinkAce. */
export const linkace: ServerNetwork = {
  id: 'linkace',
  name: 'LinkAce',
  lifecycle: 'single source',
  software: [],
  serverTarget: ({ title, url }, server) => [`https://${server}/bookmarklet/add`, { u: url, t: title }],
};
