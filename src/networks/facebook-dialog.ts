import icon from './icons/facebook.ts';
import type { LinkNetwork } from './network.ts';

/** Facebook's Share Dialog, for a site with an app of its own: unlike the sharer it takes a hashtag, with its `#`. */
export const facebookDialog: LinkNetwork = {
  id: 'facebook-dialog',
  name: 'Facebook',
  icon,
  color: '#0866ff',
  lifecycle: 'needs app id',
  target: ({ url, hashtags, appId }) => [
    'https://www.facebook.com/dialog/share',
    { app_id: appId, display: 'popup', href: url, hashtag: hashtags[0] ? `#${hashtags[0]}` : '', redirect_uri: url },
  ],
};
