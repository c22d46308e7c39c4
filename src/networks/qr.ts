import icon from './icons/qr.ts';
import type { ActionNetwork } from './network.ts';

/** The link as a QR code, drawn on the spot. */
export const qr: ActionNetwork = {
  id: 'qr',
  name: 'QR code',
  icon,
  action: 'qr',
  lifecycle: 'attested',
};
