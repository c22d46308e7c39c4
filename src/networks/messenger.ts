import icon from './icons/messenger.ts';
import type { LinkNetwork } from './network.ts';

/** Facebook's Send Dialog, for computers and a site with an app of its own; phones have messenger-app. */
export const messenger: LinkNetwork = {
  id: 'messenger',
  name: 'Messenger',
  icon,
  color: '#0866ff',
  lifecycle: 'needs app id',
  target: ({ url, appId }) => ['https://www.facebook.com/dialog/send', { app_id: appId, link: url, redirect_uri: url }],
};
