import icon from './icons/classroom.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a text. */
export const classroom: LinkNetwork = {
  id: 'classroom',
  name: 'Google Classroom',
  icon,
  color: '#0f9d58',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://classroom.google.com/share', { url, title, body: text }],
};
