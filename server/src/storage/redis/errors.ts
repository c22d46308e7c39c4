import { StorageError } from '../storage.ts';

/** Said of a command that did nothing: it may be sent again, whatever it is. */
const UNTOUCHED =
  /^(?:MOVED|ASK|TRYAGAIN|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY|NOREPLICAS)\b|Last error: \S*:? ?(?:MOVED|ASK|TRYAGAIN|CLUSTERDOWN|LOADING)|isn't ready|isn't writeable|slots allocation group/;
/** Said where a connection ended: the command may have been carried out. */
const CUT = /Connection is closed|max retries per request|ECONN|EPIPE|Socket timeout|Cluster is (?:ended|disconnect)/;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const isUntouched = (error: unknown): boolean => UNTOUCHED.test(messageOf(error));
export const isCut = (error: unknown): boolean => CUT.test(messageOf(error));
/** Whether a script is to be sent whole, because the server does not know it. */
export const isUnknownScript = (error: unknown): boolean => messageOf(error).startsWith('NOSCRIPT');
/** Whether a command may not be used, or is none. */
export const isForbidden = (error: unknown): boolean => /^NOPERM|unknown (?:sub)?command/i.test(messageOf(error));

/** One of ours. The cause is the message only: ioredis puts the command with its arguments into its errors, AUTH too. */
export function toStorageError(message: string, cause: unknown): StorageError {
  return cause instanceof StorageError ? cause : new StorageError(`${message} (${messageOf(cause)})`);
}
