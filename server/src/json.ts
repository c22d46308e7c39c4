import type { PageCounts, PageKey } from 'gaung/contract';

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
  return `${JSON.stringify(page)}:${JSON.stringify(counts)}`;
}
