import icon from './icons/tumblr.ts';
import type { LinkNetwork } from './network.ts';

/** A link post with a caption and tags. */
export const tumblr: LinkNetwork = {
  id: 'tumblr',
  name: 'Tumblr',
  icon,
  color: '#36465d',
  lifecycle: 'attested',
  target: ({ title, text, url, hashtags }) => [
    'https://www.tumblr.com/widgets/share/tool',
    { posttype: 'link', canonicalUrl: url, title, caption: text, tags: hashtags.join(',') },
  ],
};
