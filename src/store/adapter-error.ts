import { type BackendAdapter, GaungError } from '../contract/index.ts';

/** What an adapter threw, as an error. Adapters are other people's code: they may throw anything. */
export function adapterError({ id }: BackendAdapter, cause: unknown): Error {
  return cause instanceof Error ? cause : new GaungError('store', `The adapter ${id} failed.`, { cause });
}
