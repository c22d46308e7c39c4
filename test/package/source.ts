/** Reads source files as text: what they import and what they say, comments aside. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** From the repository's root, where the specifier is a path. */
  readonly path: string | undefined;
  /** Of types alone: nothing of it is left when the code runs. */
  readonly isType: boolean;
}

export interface Source {
  /** From the repository's root. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Without comments. */
  readonly code: string;
}

const STATIC = /^(import|export)\b(\s+type\b)?(?:[^;='"]*?\bfrom)?\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;
const STRING_OR_COMMENT = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`)|\/\*[^]*?\*\/|\/\/[^\n]*/g;

export function readSource(path: string, text: string = readFileSync(ROOT + path, 'utf8')): Source {
  const code = text.replace(STRING_OR_COMMENT, (_, string?: string) => string ?? '');
  const found = [
    ...[...code.matchAll(STATIC)].map(([, , type, specifier]) => ({ specifier: specifier!, isType: Boolean(type) })),
    ...[...code.matchAll(DYNAMIC)].map(([, specifier]) => ({ specifier: specifier!, isType: false })),
  ];
  const imports = found.map(({ specifier, isType }): Import => {
    const isPath = /^\.{0,2}\//.test(specifier);
    return { specifier, isType, path: isPath ? posix.join(posix.dirname(path), specifier) : undefined };
  });
  return { path, imports, code };
}

/** The sources that a glob matches, built ones aside. */
export function readSources(glob: string): Source[] {
  const paths = globSync(glob, { cwd: ROOT, exclude: ['**/node_modules/**', 'demo/dist/**'] });
  return paths.toSorted().map((path) => readSource(path.replaceAll('\\', '/')));
}
