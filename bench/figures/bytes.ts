import { markdownTable, yesOrNo } from './markdown.ts';
import { type BytesResult, madeText } from './results.ts';

/** What is to be reached, in bytes of brotli at quality 11. */
const GOALS: Readonly<Record<string, number>> = {
  '/gaung.js with all that it imports statically': 10_000,
  'all that the article page has asked for by idle': 16_000,
  'gaung/reaction-bar, without Lit': 6500,
  'gaung/reaction-bar, without Lit and store': 3000,
};

/** What `npm run bench:bytes` has kept, for docs/performance.md. */
export function bytesFigures(result: BytesResult): string {
  const { page, entries, peers } = result;
  const all = { ...page, ...entries, ...peers };
  const rows = [...Object.keys(page), ...Object.keys(entries).filter((name) => name in GOALS), ...Object.keys(peers)];
  return [
    madeText('bytes', result),
    markdownTable(
      ['brotli', 'bytes', 'goal', 'met'],
      rows.map((name) => {
        const [{ brotli }, goal] = [all[name]!, GOALS[name]];
        const toReach = goal === undefined ? ['', ''] : [`≤ ${goal.toLocaleString('en')}`, yesOrNo(brotli <= goal)];
        return [name, brotli.toLocaleString('en'), ...toReach];
      }),
    ),
  ].join('\n\n');
}
