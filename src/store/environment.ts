import type { KeyValueStorage } from '../contract/index.ts';

/** What the store needs of the world around it, so that it touches no DOM and tests decide what time it is. */
export interface Environment {
  /** Where choices, the outbox and the clock are kept. */
  readonly storage: KeyValueStorage;
  /**
   * How the reader came to where they are, by the browser's own word: the type of the latest navigation, of the document
   * or within it. Only `navigate` can be a new view.
   */
  navigation(): 'navigate' | 'reload' | 'back_forward';
  /** Whether nobody reads what is shown here: it stands in a frame, or in an editor's preview. */
  isPreview(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 up to 1, for jitter. */
  random(): number;
  /** Calls back once after `ms`; returns the way to cancel. */
  setTimer(callback: () => void, ms: number): () => void;
  /** Whether the page is really shown: not hidden, not prerendered. */
  isVisible(): boolean;
  /** Calls back whenever the page is shown again or the network comes back; returns the way to stop. */
  onResume(callback: () => void): () => void;
}
