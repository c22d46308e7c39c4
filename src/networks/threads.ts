import icon from './icons/threads.ts';
import type { LinkNetwork } from './network.ts';

/** The documented Web Intent of Threads: one tag of at most 50 characters, without full stops and ampersands. */
export const threads: LinkNetwork = {
  id: 'threads',
  name: 'Threads',
  icon,
  color: '#000000',
  lifecycle: 'documented',
  limits: { graphemes: 500 },
  target: ({ title, url, hashtags }) => [
    'https://www.threads.com/intent/post',
    { text: title, url, tag: hashtags.find((tag) => tag.length <= 50 && !/[.&]/.test(tag)) ?? '' },
  ],
};
