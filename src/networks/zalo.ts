import icon from './icons/zalo.ts';
import type { LinkNetwork } from './network.ts';

/** Zalo takes the link alone, as JSON in base64. */
export const zalo: LinkNetwork = {
  id: 'zalo',
  name: 'Zalo',
  icon,
  color: '#0068ff',
  lifecycle: 'attested',
  target: ({ url }) => ['https://button-share.zalo.me/share_external', { d: btoa(JSON.stringify({ url })) }],
};
