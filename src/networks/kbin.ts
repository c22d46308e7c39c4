import type { ServerNetwork } from './network.ts';

/** The link form of the reader's own server of Mbin or kbin, which takes the link alone. */
export const kbin: ServerNetwork = {
  id: 'kbin',
  name: 'Mbin',
  lifecycle: 'single source',
  software: ['mbin', 'kbin'],
  serverTarget: ({ url }, server) => [`https://${server}/new/link`, { url }],
};
