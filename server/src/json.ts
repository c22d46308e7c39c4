import type { CountsById, PageCounts, PageKey } from 'gaung/contract';

/**
 * Counts by page as JSON, pages sorted. Written by hand, because an object would put keys that look like numbers first
 * and take `__proto__` for something else.
 */
export function countsJson(counts: ReadonlyMap<PageKey, PageCounts>): string {
  const pages = [...counts.keys()].toSorted();
  return `{${pages.map((page) => pageMember(page, counts.get(page)!)).join(',')}}`;
}

/** One page's counts as a member of such an object. */
export function pageMember(page: PageKey, counts: PageCounts): string {
  return `${JSON.stringify(page)}:{${members(counts)}}`;
}

/** As `JSON.stringify` does, but that shares and reactions, which few changes concern, are written once. */
function members({ version, views, shares, reactions, mine }: PageCounts): string {
  const written = [`"version":${version}`];
  if (views !== undefined) written.push(`"views":${views}`);
  if (shares) written.push(`"shares":${byIdJson(shares)}`);
  if (reactions) written.push(`"reactions":${byIdJson(reactions)}`);
  if (mine) written.push(`"mine":${JSON.stringify(mine)}`);
  return written.join(',');
}

const texts = new WeakMap<CountsById, string>();

function byIdJson(counts: CountsById): string {
  let text = texts.get(counts);
  if (text === undefined) {
    text = JSON.stringify(counts);
    texts.set(counts, text);
  }
  return text;
}
