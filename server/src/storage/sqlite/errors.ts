/** What SQLite's errors mean to an operator. Numbers: https://sqlite.org/rescode.html */
import { StorageError } from '../storage.ts';

const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** What to do about it, by the primary result code. */
const ADVICE: Readonly<Record<number, string>> = {
  [BUSY]: 'Another process holds the lock of the database: end it, and all goes on by itself.',
  8: 'The database cannot be written: give this user the right to write the file and its folder.',
  10: 'The disk refused: look whether the file may be written, and at the log of the system.',
  [CORRUPT]: 'The file is damaged: stop the server, put a backup in its place and start again.',
  13: 'The disk is full: make room, and all goes on by itself.',
  14: 'The database cannot be opened: look at the rights of its folder and the number of open files.',
  [NOT_A_DATABASE]:
    'It is none, or its beginning is damaged: name another file, or put a backup in its place and start again.',
};

/** The primary result code; undefined for what is no error of SQLite's. */
const codeOf = (error: unknown): number | undefined => {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined; // The rest of it says more closely where.
};

/** Whether somebody else has the lock: the same may work in a moment. */
export const isBusy = (error: unknown): boolean => codeOf(error) === BUSY;

/** Whether the file holds what SQLite did not write. */
export const isDamage = (error: unknown): boolean => [CORRUPT, NOT_A_DATABASE].includes(codeOf(error) ?? 0);

/** What `PRAGMA quick_check` found, as an error that SQLite would have met sooner or later. */
export const damage = (found: string): Error =>
  Object.assign(new Error(`it is damaged (${found.split('\n').at(-1)})`), { errcode: CORRUPT });

/** An error that says what to do, where that is known. */
export function sqliteError(message: string, cause: unknown): StorageError {
  const advice = ADVICE[codeOf(cause) ?? 0];
  return new StorageError(advice === undefined ? message : `${message} ${advice}`, cause);
}
