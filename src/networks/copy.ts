import icon from './icons/copy.ts';
import type { ActionNetwork } from './network.ts';

/** Puts the link on the clipboard. */
export const copy: ActionNetwork = { id: 'copy', name: 'Copy link', icon, action: 'copy', lifecycle: 'attested' };
