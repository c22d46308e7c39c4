import icon from './icons/activitypub.ts';
import type { ActionNetwork } from './network.ts';

/** Asks for the reader's server, whatever software it runs, and shares there. */
export const fediverse: ActionNetwork = {
  id: 'fediverse',
  name: 'Fediverse',
  icon,
  lifecycle: 'attested',
  action: 'fediverse',
};
