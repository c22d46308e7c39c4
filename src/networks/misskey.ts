import type { ServerNetwork } from './network.ts';

/** The share page of the reader's own server of the Misskey family. */
export const misskey: ServerNetwork = {
  id: 'misskey',
  name: 'Misskey',
  color: '#a1ca03',
  lifecycle: 'attested',
  software: ['misskey', 'calckey', 'cherrypick', 'firefish', 'foundkey', 'iceshrimp', 'meisskey', 'sharkey'],
  serverTarget: ({ title, url }, server) => [`https://${server}/share`, { text: title, url }],
};
