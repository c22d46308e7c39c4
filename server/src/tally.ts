/**
 * Where code that limits or leaves out says so, to be counted.
 *
 * Each name becomes a label of a metric: it must come from the code, out of a short list, and never from a request.
 */
export interface Tally {
  /** A request, or a part of one, met a limit. @param kind Which one: `network`, `visitor`, `page`… */
  limited(kind: string): void;
  /** A view was acknowledged and not counted. @param reason Such as `bot`. */
  excluded(reason: string): void;
  /** What became of a proof of work. */
  proof(outcome: ProofOutcome): void;
}

export type ProofOutcome = 'demanded' | 'solved' | 'refused';

/** Counts nothing. */
export const silentTally: Tally = { limited() {}, excluded() {}, proof() {} };
