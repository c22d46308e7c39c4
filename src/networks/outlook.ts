import icon from './icons/outlook.ts';
import type { LinkNetwork } from './network.ts';

/** A mail in Outlook.com to nobody yet. */
export const outlook: LinkNetwork = {
  id: 'outlook',
  name: 'Outlook.com',
  icon,
  color: '#0078d4',
  lifecycle: 'attested',
  target: ({ title, text, url }) => [
    'https://outlook.live.com/mail/0/deeplink/compose',
    { subject: title, body: [text || title, url].filter(Boolean).join('\n\n') },
  ],
};
