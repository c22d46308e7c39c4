/** What the page and its reader have decided about what may be kept and sent: for all of this module's document. */

/** `browser`: what lets a reader change their mind later is kept in the browser. `none`: nothing is. */
export type StorageMode = 'browser' | 'none';

/** What a page may ask for; what is absent stays as it is. */
export interface Privacy {
  /** Default: `browser`. */
  readonly storage?: StorageMode;
  /** `required`: nothing is sent or kept before {@link giveConsent}. Default: `given`. */
  readonly consent?: 'required' | 'given';
}

let mode: StorageMode = 'browser';
let isWaiting = false;
const waiting = new Set<() => void>();

/** Sets what the page asks for. Whoever has something to lose by it must do so before anything else. */
export function setPrivacy({ storage, consent }: Privacy): void {
  if (storage) mode = storage;
  if (consent === 'given') giveConsent();
  if (consent === 'required' && !isWaiting) {
    isWaiting = true;
    document.addEventListener('gaungconsent', giveConsent, { once: true });
  }
}

/** The reader has agreed. The page says so by an event named `gaungconsent` on the document. */
function giveConsent(): void {
  if (!isWaiting) return;
  isWaiting = false;
  document.removeEventListener('gaungconsent', giveConsent);
  const callbacks = [...waiting];
  waiting.clear();
  for (const callback of callbacks) callback();
}

/** Whether the reader has not agreed yet. */
export function isHeld(): boolean {
  return isWaiting;
}

/** Calls back once the reader has agreed; returns the way to stop. */
export function onConsent(callback: () => void): () => void {
  waiting.add(callback);
  return () => waiting.delete(callback);
}

/** Whether the reader's browser says that they do not want to be followed (Global Privacy Control, `Sec-GPC`). */
export function isOptedOut(): boolean {
  return (
    (globalThis.navigator as (Navigator & { globalPrivacyControl?: boolean }) | undefined)?.globalPrivacyControl ===
    true
  );
}

/** Whether anything may be kept in the browser now. */
export function mayKeep(): boolean {
  return mode === 'browser' && !isWaiting && !isOptedOut();
}

/** Whether the page keeps nothing, by its own wish. */
export function keepsNothing(): boolean {
  return mode === 'none';
}
