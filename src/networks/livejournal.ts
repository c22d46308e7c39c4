import icon from './icons/livejournal.ts';
import type { LinkNetwork } from './network.ts';

/** A draft of an entry. */
export const livejournal: LinkNetwork = {
  id: 'livejournal',
  name: 'LiveJournal',
  icon,
  color: '#00b0ea',
  lifecycle: 'attested',
  target: ({ title, text, url }) => [
    'https://www.livejournal.com/update.bml',
    { subject: title, event: [text, url].filter(Boolean).join('\n\n') },
  ],
};
