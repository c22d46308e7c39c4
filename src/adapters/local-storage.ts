import type { BackendAdapter } from '../contract/index.ts';
import { browserStorage } from '../environment/local-storage.ts';
import { ledger } from './ledger.ts';

/**
 * A backend in this browser alone: nobody else sees its counts. Where the browser keeps nothing, they last as long as
 * the page.
 */
export function localStorage(): BackendAdapter {
  return ledger({ id: 'local-storage', storage: browserStorage(), visitor: 'me', now: Date.now });
}
