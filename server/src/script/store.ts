import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CODINGS, type CodingName } from './encodings.ts';

/** A file of the script as it is at one moment. */
export interface ScriptFile {
  readonly bytes: Buffer<ArrayBuffer>;
  /** Names the bytes: 22 characters of base64url. */
  readonly hash: string;
  /** The bytes in a coding; made once, and not in this thread. */
  encoded(coding: CodingName): Promise<Buffer<ArrayBuffer>>;
}

/**
 * Keeps the files that were asked for in memory, as long as they are on the disk as they were.
 *
 * @returns Reads a file by its path in the folder, which must be known to lie in it; undefined where there is none.
 */
export function createScriptStore(folder: string): (path: string) => ScriptFile | undefined {
  const known = new Map<string, { readonly stamp: string; readonly file: ScriptFile }>();
  return (path) => {
    const name = join(folder, path);
    const stamp = stampOf(name);
    const found = known.get(path);
    if (found && found.stamp === stamp) return found.file;
    known.delete(path);
    if (stamp === undefined) return undefined;
    const file = readScriptFile(name);
    known.set(path, { stamp, file });
    return file;
  };
}

/** Changes when the file does, also where it keeps its size and the time that it says. Undefined: there is no file. */
export function stampOf(name: string): string | undefined {
  const stat = statSync(name, { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : undefined;
}

function readScriptFile(name: string): ScriptFile {
  const bytes = readFileSync(name);
  const made = new Map<CodingName, Promise<Buffer<ArrayBuffer>>>();
  return {
    bytes,
    hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encoded(coding) {
      const found = made.get(coding);
      if (found) return found;
      const encoding = encode(name, bytes, coding);
      made.set(coding, encoding);
      encoding.catch(() => made.delete(coding)); // Told to whoever asked; the next one tries again.
      return encoding;
    },
  };
}

/**
 * The copy that the build put beside the file, else one of our own. A copy is believed only where it holds the very
 * bytes: after a new build, or a file changed by hand, the one beside it may be older, whatever times they say.
 */
async function encode(name: string, bytes: Buffer, coding: CodingName): Promise<Buffer<ArrayBuffer>> {
  const { suffix, compress, decompress } = CODINGS[coding];
  try {
    const copy = await readFile(name + suffix);
    if (bytes.equals(await decompress(copy, bytes.length))) return copy;
  } catch {
    // There is no copy, or it is damaged: both are mended below.
  }
  return Buffer.from(await compress(bytes));
}
