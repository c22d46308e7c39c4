import icon from './icons/messenger.ts';
import type { LinkNetwork } from './network.ts';

/** The Messenger app, which takes the link alone. */
export const messengerApp: LinkNetwork = {
  id: 'messenger-app',
  name: 'Messenger',
  icon,
  color: '#0866ff',
  lifecycle: 'mobile only',
  target: ({ url }) => ['fb-messenger://share/', { link: url }],
};
