import icon from './icons/mastodon.ts';
import type { LinkNetwork } from './network.ts';

/** Mastodon's own share page, which asks for the server itself; the text is in the fragment and reaches no server. */
export const mastodonHub: LinkNetwork = {
  id: 'mastodon-hub',
  name: 'Mastodon',
  icon,
  color: '#6364ff',
  lifecycle: 'attested',
  limits: { graphemes: 500, link: 23 },
  target: ({ title, url }) => ['https://share.joinmastodon.org/', { text: `${title} ${url}`.trim() }, '#'],
};
