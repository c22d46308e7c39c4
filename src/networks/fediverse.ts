import type { ActionNetwork } from './network.ts';

/** Asks for the reader's server, whatever software it runs, and shares there. */
export const fediverse: ActionNetwork = {
  id: 'fediverse',
  name: 'Fediverse',
  lifecycle: 'attested',
  action: 'fediverse',
};
