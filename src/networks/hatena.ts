import icon from './icons/hatena.ts';
import type { LinkNetwork } from './network.ts';

/** The panel that adds a bookmark; in Japanese. */
export const hatena: LinkNetwork = {
  id: 'hatena',
  name: 'Hatena Bookmark',
  icon,
  color: '#00a4de',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://b.hatena.ne.jp/entry/panel/', { url, btitle: title }],
};
