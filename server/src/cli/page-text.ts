import type { PageDetails } from '../storage/administration.ts';
import { table } from './output.ts';

/** All that is known of a page, for people. */
export function describePage({
  page,
  version,
  title,
  aliases,
  voters,
  total,
  excluded,
  bases,
  ...own
}: PageDetails): string[] {
  const rows: [string, string][] = [
    ['page', page],
    ['title', title ?? '(none)'],
    ['aliases', aliases.join(', ') || '(none)'],
    ['version', String(version)],
    ['voters', String(voters)],
    ['total', describeNumbers(total)],
    ['  readers', describeNumbers(own)],
    ...bases.map((base): [string, string] => [
      `  ${base.source}`,
      describeNumbers(base) + (base.page === page ? '' : ` (of ${base.page})`),
    ]),
    ['left out', describeCounts(excluded)],
  ];
  return table(rows);
}

function describeNumbers({ views, shares, reactions }: PageDetails['total']): string {
  return `${views} views; shares: ${describeCounts(shares)}; reactions: ${describeCounts(reactions)}`;
}

function describeCounts(counts: Readonly<Record<string, number>>): string {
  return (
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none'
  );
}
