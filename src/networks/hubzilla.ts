import type { ServerNetwork } from './network.ts';

/** The composer of the reader's own hub, of Hubzilla or what came of it. */
export const hubzilla: ServerNetwork = {
  id: 'hubzilla',
  name: 'Hubzilla',
  lifecycle: 'attested',
  software: ['hubzilla', 'streams', 'forte'],
  serverTarget: ({ title, text, url }, server) => [
    `https://${server}/rpost`,
    { title, body: [text, url].filter(Boolean).join('\n') },
  ],
};
