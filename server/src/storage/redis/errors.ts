import { StorageError } from '../storage.ts';

/** Said of a command that did nothing: it may be sent again, whatever it is. */
const UNTOUCHED =
  /^(?:MOVED|ASK|TRYAGAIN|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY|NOREPLICAS)\b|Last error: \S*:? ?(?:MOVED|ASK|TRYAGAIN|CLUSTERDOWN|LOADING)|isn't ready|isn't writeable|slots allocation group/;
/** Said where a connection ended: the command may have been carried out. */
const CUT =
  /Connection is closed|aborted due to connection close|max retries per request|ECONN|EPIPE|Socket timeout|Cluster is (?:ended|disconnect)/;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const isUntouched = (error: unknown): boolean => UNTOUCHED.test(messageOf(error));
export const isCut = (error: unknown): boolean => CUT.test(messageOf(error));
/** Whether a script is to be sent whole, because the server does not know it. */
export const isUnknownScript = (error: unknown): boolean => messageOf(error).startsWith('NOSCRIPT');
/** Whether a command may not be used, or is none. */
export const isForbidden = (error: unknown): boolean => /^NOPERM|unknown (?:sub)?command/i.test(messageOf(error));

/** What errors mean to an operator; the first that is met. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND/, 'There is no such host: look at the one in GAUNG_STORAGE.'],
  [/WRONGPASS|NOAUTH|invalid password/, 'It refuses the user or the password: look at those in GAUNG_STORAGE.'],
  [/NOPERM/, 'This user lacks a right: docs/redis.md has those that are needed.'],
  [/\bOOM\b/, 'Its memory is full: give it more, or raise maxmemory, and all goes on by itself.'],
  [/MISCONF/, 'It cannot write to its disk: make room, or give it back its rights, and all goes on by itself.'],
  [/LOADING/, 'It starts; the same will work in a moment.'],
  [/READONLY/, 'It is a replica: name the master.'],
  [/CLUSTERDOWN/, 'The cluster has slots without a master: look at "cluster info" of its nodes.'],
  [/Command timed out/, 'It does not answer: look whether it hangs or has too much to do.'],
  [
    /isn't ready|isn't writeable|Failed to refresh slots cache|ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|Connection is closed|Socket timeout/,
    'It cannot be reached: look whether it runs, and at the host and port in GAUNG_STORAGE.',
  ],
];

/**
 * One of ours, with what to do where that is known. The cause is the message only: ioredis puts the command with its
 * arguments into its errors, AUTH too.
 */
export function toStorageError(message: string, cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const reason = messageOf(cause);
  const advice = ADVICE.find(([pattern]) => pattern.test(reason))?.[1];
  return new StorageError(`${message} ${advice === undefined ? '' : `${advice} `}(${reason})`);
}
