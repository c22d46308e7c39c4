import type { PageCounts, PageKey } from 'gaung/contract';

/**
 * Counts by page as JSON, pages sorted. Written by hand, because an object would put keys that look like numbers first
 * and take `__proto__` for something else.
 */
export function countsJson(counts: ReadonlyMap<PageKey, PageCounts>): string {
  const pages = [...counts.keys()].toSorted();
  return `{${pages.map((page) => pageMember(page, counts.get(page)!)).join(',')}}`;
}

/** Of counts that a storage gives again as long as they are the same. */
const texts = new WeakMap<PageCounts, string>();

/** The same of counts that are read, many of which are in many answers. */
export function readCountsJson(counts: ReadonlyMap<PageKey, PageCounts>): string {
  const members = [...counts.keys()].toSorted().map((page) => {
    const one = counts.get(page)!;
    let text = texts.get(one);
    if (text === undefined) {
      text = JSON.stringify(one);
      texts.set(one, text);
    }
    return `${JSON.stringify(page)}:${text}`;
  });
  return `{${members.join(',')}}`;
}

/** One page's counts as a member of such an object. */
export function pageMember(page: PageKey, counts: PageCounts): string {
  return `${JSON.stringify(page)}:${JSON.stringify(counts)}`;
}
