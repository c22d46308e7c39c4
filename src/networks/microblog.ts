import icon from './icons/microblog.ts';
import type { LinkNetwork } from './network.ts';

/** One text, which may be Markdown. */
export const microblog: LinkNetwork = {
  id: 'microblog',
  name: 'Micro.blog',
  icon,
  color: '#ff8800',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://micro.blog/post', { text: `${title} ${url}`.trim() }],
};
