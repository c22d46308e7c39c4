import icon from './icons/yahoomail.ts';
import type { LinkNetwork } from './network.ts';

/** A mail in Yahoo Mail to nobody yet. */
export const yahoomail: LinkNetwork = {
  id: 'yahoomail',
  name: 'Yahoo Mail',
  icon,
  color: '#6001d2',
  lifecycle: 'attested',
  target: ({ title, text, url }) => [
    'https://compose.mail.yahoo.com/',
    { subject: title, body: [text || title, url].filter(Boolean).join('\n\n') },
  ],
};
