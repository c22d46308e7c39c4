import type { LinkNetwork } from './network.ts';

/** Title and link; posting is for invited people. */
export const lobsters: LinkNetwork = {
  id: 'lobsters',
  name: 'Lobsters',
  color: '#ac130d',
  lifecycle: 'attested',
  target: ({ title, url }) => ['https://lobste.rs/stories/new', { url, title }],
};
