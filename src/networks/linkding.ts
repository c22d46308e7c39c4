import type { ServerNetwork } from './network.ts';

/** The bookmark form of the reader's own linkding. */
export const linkding: ServerNetwork = {
  id: 'linkding',
  name: 'linkding',
  lifecycle: 'attested',
  software: [],
  serverTarget: ({ title, url }, server) => [`https://${server}/bookmarks/new`, { url, title }],
};
