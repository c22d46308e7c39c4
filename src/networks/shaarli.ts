import type { ServerNetwork } from './network.ts';

/** The link form of the reader's own Shaarli, at the root of its host. */
export const shaarli: ServerNetwork = {
  id: 'shaarli',
  name: 'Shaarli',
  lifecycle: 'single source',
  software: [],
  serverTarget: ({ title, url }, server) => [`https://${server}/`, { post: url, title }],
};
