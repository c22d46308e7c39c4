import icon from './icons/whatsapp.ts';
import type { LinkNetwork } from './network.ts';

/** WhatsApp's click to chat: one text, so title and link are joined. */
export const whatsapp: LinkNetwork = {
  id: 'whatsapp',
  name: 'WhatsApp',
  icon,
  color: '#25d366',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://wa.me/', { text: `${title} ${url}`.trim() }],
};
