import icon from './icons/instapaper.ts';
import type { LinkNetwork } from './network.ts';

/** Title, link and a description; libraries are of several minds about the address. */
export const instapaper: LinkNetwork = {
  id: 'instapaper',
  name: 'Instapaper',
  icon,
  color: '#1f1f1f',
  lifecycle: 'attested',
  target: ({ title, text, url }) => ['https://www.instapaper.com/hello2', { url, title, description: text }],
};
