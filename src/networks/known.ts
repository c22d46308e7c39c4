import type { ServerNetwork } from './network.ts';

/** The share form of the reader's own Known site. */
export const known: ServerNetwork = {
  id: 'known',
  name: 'Known',
  lifecycle: 'single source',
  software: ['known'],
  serverTarget: ({ title, url }, server) => [`https://${server}/share`, { share_url: url, share_title: title }],
};
