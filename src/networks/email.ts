import icon from './icons/email.ts';
import type { LinkNetwork } from './network.ts';

/** A mail to nobody yet (RFC 6068): lines are parted by CRLF, spaces are `%20` and never `+`. */
export const email: LinkNetwork = {
  id: 'email',
  name: 'Email',
  icon,
  lifecycle: 'attested',
  target: ({ title, text, url }) => [
    'mailto:',
    { subject: title, body: [text || title, url].filter(Boolean).join('\r\n\r\n') },
  ],
};
