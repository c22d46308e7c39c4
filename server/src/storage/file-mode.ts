import { statSync } from 'node:fs';

/**
 * The permissions of a file where others than its owner have any, such as `644`; undefined where none have, where
 * there is no file, and on Windows, whose modes say nothing.
 */
export function modeForOthers(path: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const mode = (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o777;
  return mode & 0o077 ? mode.toString(8) : undefined;
}
