import type { LinkNetwork } from './network.ts';

/** Refind takes the link alone. */
export const refind: LinkNetwork = {
  id: 'refind',
  name: 'Refind',
  lifecycle: 'single source',
  target: ({ url }) => ['https://refind.com/', { url }],
};
