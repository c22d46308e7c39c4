import { type BackendAdapter, GaungError } from '../../../src/contract/index.ts';

/** A backend that fails when it is told to, before or after it has done what it was asked. */
export function faulty(sound: BackendAdapter) {
  const faults: { next?: 'before' | 'after' | undefined; read?: Error | undefined } = {};
  const calls = { read: 0, record: 0 };
  const lost = (retryAfter?: number) => new GaungError(sound.id, 'The connection was lost.', { retryAfter });
  const adapter: BackendAdapter = {
    ...sound,
    async read(...asked) {
      calls.read++;
      if (faults.read) throw faults.read;
      return sound.read(...asked);
    },
    async record(...sent) {
      calls.record++;
      const { next } = faults;
      faults.next = undefined;
      if (next === 'before') throw lost(2000);
      const result = await sound.record(...sent);
      if (next === 'after') throw lost();
      return result;
    },
  };
  return { adapter, faults, calls };
}

/** The same backend as one that says that it knows no interaction again. */
export const once = (adapter: BackendAdapter): BackendAdapter => ({
  ...adapter,
  capabilities: { ...adapter.capabilities, idempotent: false },
});
