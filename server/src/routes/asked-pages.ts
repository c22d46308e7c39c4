import { decodePageKey, PAGES_PER_READ, type PageKey, pageKeyProblem, toPageKey } from 'gaung/contract';
import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem.ts';

/** Keys by what was sent for them: to check one takes longer than to answer it, and the same are asked for all day. */
const keys = new LRUCache<string, PageKey>({
  maxSize: 4_000_000, // About so many bytes.
  sizeCalculation: (key, text) => key.length + text.length + 100,
});

/**
 * The pages that a query asks for (`p`, `page`), each once. What names no page is left out: the others of the request
 * are somebody's article.
 *
 * @throws {Problem} for none and for more than {@link PAGES_PER_READ}.
 */
export function askedPages(c: Context): Set<PageKey> {
  return pagesOf(c.req.queries('p') ?? [], c.req.queries('page') ?? []);
}

/**
 * The same of what was said already.
 *
 * @param encoded Each as `p`.
 * @param typed Each as `page`.
 */
export function pagesOf(encoded: readonly string[], typed: readonly string[]): Set<PageKey> {
  const length = encoded.length + typed.length;
  if (length === 0 || length > PAGES_PER_READ) {
    throw new Problem(
      'request-invalid',
      `Ask for 1 to ${PAGES_PER_READ} pages, each as p=<base64url of the page key> or page=<page key or URL>; these are ${length}.`,
    );
  }
  const pages = new Set<PageKey>();
  for (const text of encoded) {
    const key = keys.get(text) ?? decode(text);
    if (key !== undefined) pages.add(key);
  }
  for (const text of typed) {
    try {
      pages.add(toPageKey(text));
    } catch {
      // A PageKeyError: not a page.
    }
  }
  return pages;
}

function decode(text: string): PageKey | undefined {
  const key = decodePageKey(text);
  if (key === undefined || pageKeyProblem(key) !== undefined) return undefined;
  keys.set(text, key as PageKey);
  return key as PageKey;
}
