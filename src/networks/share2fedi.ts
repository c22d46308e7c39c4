import icon from './icons/activitypub.ts';
import type { LinkNetwork } from './network.ts';

/** A third party's page for many kinds of Fediverse server; its author asks sites to host their own. */
export const share2fedi: LinkNetwork = {
  id: 'share2fedi',
  name: 'Share₂Fedi',
  icon,
  lifecycle: 'attested',
  limits: { graphemes: 500, link: 23 },
  target: ({ title, url }) => ['https://s2f.kytta.dev/', { text: `${title} ${url}`.trim() }],
};
