import icon from './icons/wordpress.ts';
import type { ServerNetwork } from './network.ts';

/** Press This on the reader's own site, which newer versions of WordPress have as a plug-in. */
export const wordpress: ServerNetwork = {
  id: 'wordpress',
  name: 'WordPress',
  icon,
  color: '#21759b',
  lifecycle: 'attested',
  software: ['wordpress'],
  serverTarget: ({ title, text, url, image }, server) => [
    `https://${server}/wp-admin/press-this.php`,
    { u: url, t: title, s: text, i: image },
  ],
};
