/** The fenced blocks of code in pages of Markdown. */
import { globSync, readFileSync } from 'node:fs';
import { ROOT } from '../source.ts';

export interface Block {
  /** The page, from the root of the repository. */
  readonly page: string;
  /** Where its code begins. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** Where it is, to be read. */
  readonly at: string;
}

/** All that users read. The changelog tells of the past, and what is made of lockfiles has no code. */
export const PAGES: readonly string[] = [
  'README.md',
  'server/README.md',
  'examples/README.md',
  ...globSync('docs/*.md', { cwd: ROOT }),
].map((path) => path.replaceAll('\\', '/'));

const FENCE = /^( *)```([\w-]*)\n([^]*?)^\1```$/gm;

/** The blocks of a page. One that is said to continue (`<!-- continues -->`) begins with those before it. */
export function blocksOf(page: string, text: string = readFileSync(ROOT + page, 'utf8')): Block[] {
  const blocks: Block[] = [];
  for (const { index, 1: indent = '', 2: language = '', 3: body = '' } of text.matchAll(FENCE)) {
    const before = text.slice(0, index);
    const own = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const former = /<!-- continues -->\s*$/.test(before)
      ? blocks.findLast((one) => one.language === language)
      : undefined;
    const line = before.split('\n').length + 1;
    blocks.push({ page, line, language, code: (former?.code ?? '') + own, at: `${page}:${line}` });
  }
  return blocks;
}

export const readBlocks = (): Block[] => PAGES.flatMap((page) => blocksOf(page));
