import icon from './icons/xing.ts';
import type { LinkNetwork } from './network.ts';

/** XING takes the link alone. */
export const xing: LinkNetwork = {
  id: 'xing',
  name: 'XING',
  icon,
  color: '#006567',
  lifecycle: 'attested',
  target: ({ url }) => ['https://www.xing.com/spi/shares/new', { url }],
};
