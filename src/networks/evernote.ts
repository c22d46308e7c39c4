import icon from './icons/evernote.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a text. */
export const evernote: LinkNetwork = {
  id: 'evernote',
  name: 'Evernote',
  icon,
  color: '#00a82d',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://www.evernote.com/clip.action', { url, title, body: text }],
};
