import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from './store.ts';

/** How a version is spelled in a path. The script looks for the same to find its endpoint: see src/script.ts. */
export const VERSION_PATTERN = /^[\da-f]{16}$/;

/** What of the folder is served: nothing else that lies there is. */
export const FILE_PATTERN = /^(?:gaung|chunks\/[\w-]+)\.js(?:\.map)?$/;

/** The script, all that it loads and their source maps, as one whole. */
export interface Release {
  /** Names all of their bytes. */
  readonly version: string;
  /** By the path of each JavaScript file, sorted: its Subresource Integrity (SHA-384). */
  readonly integrity: ReadonlyMap<string, string>;
}

/** Reads what a folder holds; undefined where there is no script in it. */
export function readRelease(folder: string): Release | undefined {
  if (stampOf(join(folder, 'gaung.js')) === undefined) return undefined;
  const paths = ['', 'chunks/'].flatMap((below) => namesIn(folder, below));
  const whole = createHash('sha256');
  const integrity = new Map<string, string>();
  for (const path of paths.filter((path) => FILE_PATTERN.test(path)).toSorted()) {
    const bytes = readFileSync(join(folder, path));
    whole.update(`${path} ${bytes.length}\n`).update(bytes);
    if (path.endsWith('.js')) integrity.set(path, `sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  }
  return { version: whole.digest('hex').slice(0, 16), integrity };
}

/**
 * Reads the release again only after a build: a build writes the script anew, and a chunk that changes gets another
 * name. One that changes without was tampered with, and must not become a version by that.
 */
export function createReleases(folder: string): () => Release | undefined {
  let known: { readonly stamp: string; readonly release: Release | undefined } | undefined;
  return () => {
    const chunks = statSync(join(folder, 'chunks'), { throwIfNoEntry: false });
    const stamp = `${stampOf(join(folder, 'gaung.js'))} ${chunks?.mtimeMs}`;
    if (known?.stamp !== stamp) known = { stamp, release: readRelease(folder) };
    return known.release;
  };
}

function namesIn(folder: string, below: string): string[] {
  const entries = statSync(join(folder, below), { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(join(folder, below), { withFileTypes: true })
    : [];
  return entries.filter((entry) => entry.isFile()).map(({ name }) => below + name);
}
