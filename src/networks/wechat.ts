import icon from './icons/wechat.ts';
import type { ActionNetwork } from './network.ts';

/** WeChat has no share address: its app scans the QR code of the link. */
export const wechat: ActionNetwork = {
  id: 'wechat',
  name: 'WeChat',
  icon,
  color: '#07c160',
  action: 'qr',
  lifecycle: 'attested',
};
