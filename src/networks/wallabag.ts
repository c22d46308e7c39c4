import icon from './icons/wallabag.ts';
import type { ServerNetwork } from './network.ts';

/** The bookmarklet of the reader's own wallabag, which takes the link alone. */
export const wallabag: ServerNetwork = {
  id: 'wallabag',
  name: 'wallabag',
  icon,
  color: '#3f6184',
  lifecycle: 'attested',
  software: [],
  serverTarget: ({ url }, server) => [`https://${server}/bookmarklet`, { url }],
};
