import icon from './icons/telegram.ts';
import type { LinkNetwork } from './network.ts';

/** Telegram shows the link before the text. */
export const telegram: LinkNetwork = {
  id: 'telegram',
  name: 'Telegram',
  icon,
  color: '#26a5e4',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://t.me/share/url', { url, text: title }],
};
