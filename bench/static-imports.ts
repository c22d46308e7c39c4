import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAst } from 'vite';

/** A built module and all that it imports statically, by path: what has arrived before its first line runs. */
export function withStaticImports(path: string): string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const node of parseAst(readFileSync(file, 'utf8')).body) {
      const isImport =
        node.type === 'ImportDeclaration' ||
        node.type === 'ExportAllDeclaration' ||
        node.type === 'ExportNamedDeclaration';
      if (isImport && node.source) add(join(dirname(file), node.source.value));
    }
  };
  add(path);
  return [...found];
}
