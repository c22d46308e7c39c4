import icon from './icons/buffer.ts';
import type { LinkNetwork } from './network.ts';

/** Text and link. */
export const buffer: LinkNetwork = {
  id: 'buffer',
  name: 'Buffer',
  icon,
  color: '#231f20',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://publish.buffer.com/compose', { url, text: title }],
};
