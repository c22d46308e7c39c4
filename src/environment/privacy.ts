/** What the page and its reader have decided about what may be kept and sent: for all of this module's document. */
import { forgetKept } from './forget.ts';
import { listeners } from './listeners.ts';

/** `browser`: what lets a reader change their mind later is kept in the browser. `none`: nothing is. */
export type StorageMode = 'browser' | 'none';

/** `required`: the reader has not agreed yet. `given`: they have, or need not be asked. */
export type ConsentMode = 'required' | 'given';

/** What a page may ask for; what is absent stays as it is. */
export interface Privacy {
  /**
   * Whether anything may be kept in the reader's browser; default: `browser`. `none` removes what earlier visits kept;
   * a choice, and what could not be sent, is then known as long as the page lives. A reader whose browser sends Global
   * Privacy Control has `none`, whatever the page asks for.
   */
  readonly storage?: StorageMode | undefined;
  /**
   * `required`: nothing is read, sent or kept before the reader has agreed, which the page says by `given`, or by an event
   * named `gaungconsent` on the document; what they did until then goes out then. Said late, it holds what comes later
   * and takes nothing back. Default: `given`.
   */
  readonly consent?: ConsentMode | undefined;
}

let mode: StorageMode = 'browser';
let isWaiting = false;
const agreed = listeners();

/** Sets what the page asks for. Whoever has something to lose by it must do so before anything else. */
export function setPrivacy({ storage, consent }: Privacy): void {
  if (storage) mode = storage;
  if (consent === 'given') giveConsent();
  if (consent === 'required' && !isWaiting) {
    isWaiting = true;
    globalThis.document?.addEventListener('gaungconsent', giveConsent); // No document on a server.
  }
  forgetUnwanted();
}

/** The reader has agreed; a second time says nothing new. */
function giveConsent(): void {
  if (!isWaiting) return;
  isWaiting = false;
  globalThis.document?.removeEventListener('gaungconsent', giveConsent);
  forgetUnwanted();
  agreed.tell();
}

/** Nothing is looked at while the reader has not agreed. */
function forgetUnwanted(): void {
  if (!isWaiting && !mayKeep()) forgetKept();
}

/** Whether the reader has not agreed yet. */
export function isHeld(): boolean {
  return isWaiting;
}

/** Calls back each time the reader has agreed; returns the way to stop. */
export const onConsent = agreed.listen;

/** Whether the reader's browser says that they do not want to be followed (Global Privacy Control, `Sec-GPC`). */
export function isOptedOut(): boolean {
  const { navigator } = globalThis as { navigator?: { globalPrivacyControl?: boolean } }; // None on some servers.
  return navigator?.globalPrivacyControl === true;
}

/** Whether anything may be kept in the browser now. */
export function mayKeep(): boolean {
  return mode === 'browser' && !isWaiting && !isOptedOut();
}

/**
 * Whether a reader has no token, because the page keeps nothing by its own wish. Who opted out has one for as long as the
 * page lives: not even a server remembers them otherwise.
 */
export function isNameless(): boolean {
  return mode === 'none' && !isOptedOut();
}
