import type { Caller } from '../caller.ts';

/** A request that a shortcut could not answer, and gave back to the routes to say why. */
export interface Failed {
  /** When it came, in ms of `performance.now()`. */
  readonly start: number;
  readonly error: unknown;
}

const failed = new WeakMap<object, Failed>();

/** @param incoming Node's object for the request. */
export function markFailed(incoming: object, how: Failed): void {
  failed.set(incoming, how);
}

/** How a request has failed already; undefined for most. */
export function failureOf({ env }: Caller): Failed | undefined {
  const { incoming } = (env ?? {}) as { incoming?: object };
  return incoming && failed.get(incoming);
}

/** Throws what a request has failed by already. */
export function failAgain(caller: Caller): void {
  const failure = failureOf(caller);
  if (failure) throw failure.error;
}
