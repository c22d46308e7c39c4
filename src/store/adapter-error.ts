import { type BackendAdapter, GaungError } from '../contract/index.ts';

/** What an adapter threw, as an error. Adapters are other people's code: they may throw anything. */
export function adapterError({ id }: BackendAdapter, cause: unknown): Error {
  return cause instanceof Error ? cause : new GaungError('store', `The adapter ${id} failed.`, { cause });
}

/** ms that the backend asked us to wait. By its name: an adapter may carry a copy of the class of its own. */
export function retryAfterOf(error: Error): number {
  return Number((error as Partial<GaungError>).retryAfter) || 0;
}

/** The error that asks for the longest wait, of one or more. */
export function slowest(errors: readonly Error[]): Error {
  return errors.reduce((one, other) => (retryAfterOf(other) > retryAfterOf(one) ? other : one));
}
