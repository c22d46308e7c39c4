import icon from './icons/mastodon.ts';
import type { ServerNetwork } from './network.ts';

/** The share page of the reader's own Mastodon server: one text of 500 characters, a link counts as 23. */
export const mastodon: ServerNetwork = {
  id: 'mastodon',
  name: 'Mastodon',
  icon,
  color: '#6364ff',
  lifecycle: 'documented',
  limits: { graphemes: 500, link: 23 },
  software: ['mastodon', 'hometown', 'fedibird', 'glitchcafe'],
  serverTarget: ({ title, url }, server) => [`https://${server}/share`, { text: `${title} ${url}`.trim() }],
};
