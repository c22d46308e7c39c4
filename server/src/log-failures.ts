import { describeError, type Log } from './log.ts';
import { observeStorage } from './observe-storage.ts';
import { type Storage, StorageError, StorageRefusal } from './storage/storage.ts';

/** What fails and recovers together: a full disk stops all that writes and nothing that reads. */
const READING = new Set(['read', 'missing', 'top', 'page', 'isForgotten', 'verify', 'backup', 'stats']);
const kindOf = (operation: string) => {
  if (operation.startsWith('shared.')) return 'sharing'; // On an engine it may be the only thing that fails.
  return READING.has(operation) ? 'reading' : 'writing';
};

interface Outage {
  readonly since: number;
  /** What was said already. */
  readonly reasons: Set<string>;
  failures: number;
}

/**
 * The same storage; the log hears when it begins to fail, of each reason once, and when it works again. A line for each
 * request would fill the disk that is full already.
 */
export function logFailures(storage: Storage, log: Log): Storage {
  const outages = new Map<string, Outage>();
  return observeStorage(storage, {
    failed(operation, error) {
      if (!(error instanceof StorageError)) return; // A mistake of ours, which its request logs.
      if (error instanceof StorageRefusal) return; // The operator's.
      const kind = kindOf(operation);
      const outage = outages.get(kind) ?? { since: performance.now(), reasons: new Set<string>(), failures: 0 };
      outages.set(kind, outage);
      outage.failures++;
      const reason = describeError(error.cause ?? error); // The same one, whichever operation met it.
      if (outage.reasons.has(reason)) return;
      outage.reasons.add(reason);
      log.error('storage-failed', { operation, error: describeError(error) });
    },
    succeeded(operation) {
      const kind = kindOf(operation);
      const outage = outages.get(kind);
      if (!outage) return;
      outages.delete(kind);
      const seconds = Math.round((performance.now() - outage.since) / 1000);
      log.info('storage-recovered', { operation, failures: outage.failures, seconds });
    },
  });
}
