/** Whether TypeScript and JavaScript compile against the package as it is published. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../source.ts';

export interface Code {
  readonly language: string;
  readonly code: string;
  readonly at: string;
}

const OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node', 'vite/client'],
  jsx: 'react-jsx',
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  noEmit: true,
  noUncheckedSideEffectImports: true,
};

/** JavaScript says nothing of what it finds in a document, and is believed. */
const LOOSE = `interface ParentNode { querySelector(selectors: string): any; }
interface Document { getElementById(id: string): any; }
`;

/** Compiles all blocks at once, each as a module of its own. Resolves to what is wrong, as lines to be read. */
export async function codeProblems(blocks: readonly Code[]): Promise<string[]> {
  mkdirSync(`${ROOT}.cache`, { recursive: true });
  // Below the root, where the package's name means the package itself.
  const folder = mkdtempSync(`${ROOT}.cache/docs-`);
  const names = new Map<string, string>();
  try {
    for (const kind of ['strict', 'loose'] as const) {
      mkdirSync(join(folder, kind));
      const compilerOptions = { ...OPTIONS, strict: kind === 'strict' };
      writeFileSync(join(folder, kind, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*'] }));
    }
    writeFileSync(join(folder, 'loose', 'loose.d.ts'), LOOSE);
    for (const { language, code, at } of blocks) {
      const name = `${at.replaceAll(/[^\w]/g, '-')}.${language}`;
      names.set(name, at);
      writeFileSync(join(folder, language.startsWith('ts') ? 'strict' : 'loose', name), `${code}\nexport {};\n`);
    }
    const kinds = ['strict', 'loose'].map(async (kind) => {
      const tsc = promisify(execFile)(`${ROOT}node_modules/.bin/tsc`, ['-p', '.', '--pretty', 'false'], {
        cwd: join(folder, kind),
      });
      return tsc.then(
        () => '',
        ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
      );
    });
    const said = (await Promise.all(kinds)).join('');
    return said
      .split('\n')
      .filter((line) => line && !line.startsWith('error TS18003')) // A page may have blocks of one kind alone.
      .map((line) => line.replace(/^[\w.-]+/, (name) => names.get(name) ?? name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
