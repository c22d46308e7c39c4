import type { ServerNetwork } from './network.ts';

/** The post form of the reader's own Lemmy server. */
export const lemmy: ServerNetwork = {
  id: 'lemmy',
  name: 'Lemmy',
  color: '#000000',
  lifecycle: 'attested',
  software: ['lemmy'],
  serverTarget: ({ title, text, url }, server) => [`https://${server}/create_post`, { url, title, body: text }],
};
