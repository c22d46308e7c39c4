import icon from './icons/gmail.ts';
import type { LinkNetwork } from './network.ts';

/** A mail in Gmail to nobody yet. */
export const gmail: LinkNetwork = {
  id: 'gmail',
  name: 'Gmail',
  icon,
  color: '#ea4335',
  lifecycle: 'attested',
  target: ({ title, text, url }) => [
    'https://mail.google.com/mail/',
    { view: 'cm', fs: '1', su: title, body: [text || title, url].filter(Boolean).join('\n\n') },
  ],
};
