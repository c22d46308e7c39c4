import icon from './icons/devto.ts';
import type { LinkNetwork } from './network.ts';

/** A draft of an article in Markdown. */
export const devto: LinkNetwork = {
  id: 'devto',
  name: 'DEV',
  icon,
  color: '#0a0a0a',
  lifecycle: 'documented',
  target: ({ title, url }) => ['https://dev.to/new', { prefill: [title, url].filter(Boolean).join('\n\n') }],
};
