import icon from './icons/sms.ts';
import type { LinkNetwork } from './network.ts';

/** A text message to nobody yet. Of `?body` and `&body`, each of which one of iOS and Android wants, `?&body` suits both. */
export const sms: LinkNetwork = {
  id: 'sms',
  name: 'SMS',
  icon,
  lifecycle: 'mobile only',
  target: ({ title, url }) => ['sms:', { '&body': `${title} ${url}`.trim() }],
};
