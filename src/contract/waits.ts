import type { GaungError } from './errors.ts';

/** ms that the backend asked us to wait. By its name: an adapter may carry a copy of the class of its own. */
export function retryAfterOf(error: Error): number {
  return Number((error as Partial<GaungError>).retryAfter) || 0;
}

/** The error that asks for the longest wait, of one or more. */
export function slowest(errors: readonly Error[]): Error {
  return errors.reduce((one, other) => (retryAfterOf(other) > retryAfterOf(one) ? other : one));
}
