/** What PostgreSQL's errors mean to an operator. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
import { StorageError } from '../storage.ts';

/** What to do about it, by SQLSTATE or by the system's code. */
const ADVICE: Readonly<Record<string, string>> = {
  '25006': 'It takes no writes: it is a standby or read-only. Name the primary.',
  '28000': 'It refuses this user: look at the user in GAUNG_STORAGE and at pg_hba.conf.',
  '28P01': 'It refuses the password: look at the one in GAUNG_STORAGE.',
  '3D000': 'There is no such database: create it.',
  '40001': 'Somebody else changed the same; the same may work in a moment.',
  '40P01': 'Somebody else changed the same; the same may work in a moment.',
  '42501': 'This user lacks a right: it must own the schema, or be allowed to create it.',
  '53100': 'Its disk is full: make room, and all goes on by itself.',
  '53300': 'It has too many connections: raise max_connections, or have fewer servers.',
  '55P03': 'Somebody else held a lock for too long; the same may work in a moment.',
  '57014': 'It took too long; the same may work in a moment.',
  '57P03': 'It starts or stops; the same will work in a moment.',
  ECONNREFUSED: 'Nothing answers there: look whether it runs, and at the host and port in GAUNG_STORAGE.',
  ENOTFOUND: 'There is no such host: look at the one in GAUNG_STORAGE.',
};

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
};

/** What is behind an error of ours. */
const causeOf = (error: unknown): unknown => (error instanceof StorageError ? error.cause : error);

/** Whether an engine that runs transactions side by side gave this one up: done again it may work. */
export const isConflict = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

/** Whether something is missing or there twice that another process makes or drops at the same time. */
export const isRace = (error: unknown): boolean =>
  ['23505', '42P07', '42P06', '42710', '55P03'].includes(codeOf(error));

/** Whether no partition takes a row. */
export const isWithoutPartition = (error: unknown): boolean =>
  codeOf(error) === '23514' && (error as { constraint?: string }).constraint === undefined;

/** Whether somebody else held it up until its time was over. */
export const isHeldUp = (error: unknown): boolean => ['55P03', '57014'].includes(codeOf(causeOf(error)));

/** Whether it is about the connection or the whole engine, and no matter of what was asked. */
export function isOutage(error: unknown): boolean {
  const cause = causeOf(error);
  if (!(cause instanceof Error) || cause instanceof TypeError || isHeldUp(cause)) return false;
  return !/^[0-9A-Z]{5}$/.test(codeOf(cause)) || /^(?:08|53|57)/.test(codeOf(cause));
}

/** Whether an engine does not know what it was asked for, and never will. */
export const isUnknown = (error: unknown): boolean => /^(?:0A|42(?!501))/.test(codeOf(error));

/** An error that says what to do, where that is known. */
export function postgresError(message: string, cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const advice = ADVICE[codeOf(cause)];
  return new StorageError(advice === undefined ? message : `${message} ${advice}`, cause);
}
