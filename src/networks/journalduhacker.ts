import type { LinkNetwork } from './network.ts';

/** Title and link; in French. */
export const journalduhacker: LinkNetwork = {
  id: 'journalduhacker',
  name: 'Journal du hacker',
  lifecycle: 'single source',
  target: ({ title, url }) => ['https://www.journalduhacker.net/stories/new', { url, title }],
};
