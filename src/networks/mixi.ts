import type { LinkNetwork } from './network.ts';

/** mixi takes the link alone, and the check key of the site; in Japanese. */
export const mixi: LinkNetwork = {
  id: 'mixi',
  name: 'mixi',
  lifecycle: 'needs app id',
  target: ({ url, appId }) => ['https://mixi.jp/share.pl', { u: url, k: appId }],
};
