import { type PageKey, pageHost } from '../contract/index.ts';

/** What a backend knows a page by; undefined for a page that it does not count. */
export type PathOf = (page: PageKey) => string | undefined;

/** The path and query of a page, as counters for one site know it: `/a` of `news.example/a`. A bare id is itself. */
export function pagePath(page: PageKey): string {
  return page.slice(pageHost(page)?.length ?? 0);
}

/** A whole number of 0 or more; undefined for anything else that an answer may hold. */
export function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
