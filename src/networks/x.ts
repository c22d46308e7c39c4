import icon from './icons/x.ts';
import type { LinkNetwork } from './network.ts';

/** The documented Web Intent of X, which counts as twitter-text does: a link as 23, CJK and emoji as 2. Empty parameters are left out: an empty `hashtags` shows as a lone `#`. */
export const x: LinkNetwork = {
  id: 'x',
  name: 'X',
  icon,
  color: '#000000',
  lifecycle: 'documented',
  limits: { graphemes: 280, link: 23, wide: 2 },
  target: ({ title, url, via, hashtags }) => [
    'https://twitter.com/intent/tweet',
    { text: title, url, via, hashtags: hashtags.join(',') },
  ],
};
