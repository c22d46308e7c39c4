import type { Caller } from '../caller.ts';
import type { RecordAnswer } from '../routes/interactions.ts';

/** What a shortcut has done of a request before it gave it back to the routes. */
export interface Begun {
  /** In ms of `performance.now()`. */
  readonly start: number;
  /** What came of its body, which is read. */
  readonly answer: Promise<RecordAnswer>;
}

const begun = new WeakMap<object, Begun>();

const incomingOf = ({ env }: Caller) => (env as { incoming?: object } | undefined)?.incoming;

/** Says so of a request, by Node's object for it. */
export function markBegun(incoming: object, what: Begun): void {
  begun.set(incoming, what);
}

/** What was done of a request already; undefined for most. */
export function begunOf(caller: Caller): Begun | undefined {
  const incoming = incomingOf(caller);
  return incoming && begun.get(incoming);
}
