import icon from './icons/nextcloud.ts';
import type { ServerNetwork } from './network.ts';

/** The bookmarklet of the Bookmarks app of the reader's own Nextcloud. */
export const nextcloud: ServerNetwork = {
  id: 'nextcloud',
  name: 'Nextcloud Bookmarks',
  icon,
  color: '#0082c9',
  lifecycle: 'attested',
  software: [],
  serverTarget: ({ title, url }, server) => [`https://${server}/apps/bookmarks/bookmarklet`, { url, title }],
};
