import type { ServerNetwork } from './network.ts';

/** The composer of the reader's own Friendica server. */
export const friendica: ServerNetwork = {
  id: 'friendica',
  name: 'Friendica',
  lifecycle: 'attested',
  software: ['friendica'],
  serverTarget: ({ title, text, url }, server) => [
    `https://${server}/compose`,
    { title, body: [text, url].filter(Boolean).join('\n') },
  ],
};
