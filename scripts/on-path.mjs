import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Absent or not ours to run: the next candidate is asked.
  }
}

/** The first program of these names on the PATH, or undefined. */
export function onPath(names, env) {
  const folders = (env.PATH ?? '').split(delimiter).concat('/usr/bin');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}
