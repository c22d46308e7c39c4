import icon from './icons/blogger.ts';
import type { LinkNetwork } from './network.ts';

/** A draft of a post. */
export const blogger: LinkNetwork = {
  id: 'blogger',
  name: 'Blogger',
  icon,
  color: '#ff5722',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://www.blogger.com/blog-this.g', { u: url, n: title, t: text }],
};
