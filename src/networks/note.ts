import icon from './icons/note.ts';
import type { LinkNetwork } from './network.ts';

/** note takes the link alone; in Japanese. */
export const note: LinkNetwork = {
  id: 'note',
  name: 'note',
  icon,
  color: '#000000',
  lifecycle: 'attested',
  target: ({ url }) => ['https://note.com/intent/post', { url }],
};
