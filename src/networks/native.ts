import icon from './icons/native.ts';
import type { ActionNetwork } from './network.ts';

/** The share sheet of the reader's own device (Web Share API); shown where the browser has one. */
export const native: ActionNetwork = { id: 'native', name: 'Share', icon, action: 'native', lifecycle: 'documented' };
