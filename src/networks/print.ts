import icon from './icons/print.ts';
import type { ActionNetwork } from './network.ts';

/** The print dialog of the browser. */
export const print: ActionNetwork = {
  id: 'print',
  name: 'Print',
  icon,
  action: 'print',
  lifecycle: 'attested',
};
