import type { KeyValueStorage } from '../contract/index.ts';

/**
 * What is kept across page loads and shared by the tabs of a browser: at once for whoever reads it here, on disk a
 * moment later.
 */
export interface DurableStorage extends KeyValueStorage {
  /** Resolves once all that was set or removed before is on disk, or never will be; it waits a second at most. */
  flush(): Promise<void>;
  /**
   * Takes up what is on disk under `prefix` and not seen here: what this browser lost when it crashed, and what other
   * tabs wrote.
   *
   * @param newest Which of two texts of one key is the newer one.
   */
  refresh(prefix: string, newest: (one: string, other: string) => string): Promise<void>;
  /** Whether anything may be on disk that {@link refresh} would take up. */
  hasMore(): Promise<boolean>;
}

/** Messages among the tabs of a browser. */
export interface Channel {
  /** To all others. `message` is plain data. */
  post(message: object): void;
  close(): void;
}

export interface LockOptions {
  /** Stops waiting for a turn; a turn that was given is not taken away. */
  readonly signal: AbortSignal;
  /** Called where somebody else has the turn now. */
  readonly onBusy?: () => void;
}

/** What the store needs of the world around it, so that it touches no DOM and tests decide what time it is. */
export interface Environment {
  /** Where choices, the outbox and the clock are kept. */
  readonly storage: DurableStorage;
  /**
   * How the reader came to where they are, by the browser's own word: the type of the latest navigation, of the document
   * or within it. Only `navigate` can be a new view.
   */
  navigation(): 'navigate' | 'reload' | 'back_forward';
  /** Whether nobody reads what is shown here: it stands in a frame, or in an editor's preview. */
  isPreview(): boolean;
  /** Whether the reader has asked not to be followed (Global Privacy Control): then views are not counted. */
  isOptedOut(): boolean;
  /** Whether everything waits until the reader has agreed: no request is made before, and nothing kept. */
  isHeld(): boolean;
  /** Calls back once the reader has agreed; returns the way to stop. */
  onConsent(callback: () => void): () => void;
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
  /**
   * Calls back whenever the page is hidden, frozen or left: it may never run again. From `isLeaving` until it resumes the
   * page may hold no lock and no channel, or it could not be kept for the way back. Returns the way to stop.
   */
  onPause(callback: (isLeaving: boolean) => void): () => void;
  /** Runs `work` while no other tab of this browser runs any under that name. Rejects where the signal was first. */
  lock(name: string, work: () => Promise<void>, options: LockOptions): Promise<void>;
  /** Joins the tabs that talk under a name. `onMessage` gets what others posted, of whatever version they are. */
  channel(name: string, onMessage: (message: unknown) => void): Channel;
  /** Explains a step to a developer; absent while none wants to know. */
  readonly debug?: ((step: string, details?: unknown) => void) | undefined;
}
