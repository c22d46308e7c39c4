import { PAGES_PER_READ, type PageKey, toPageKey } from 'gaung/contract';
import type { Context } from 'hono';
import { pageKeyOf } from '../page-keys.ts';
import { Problem } from '../problem.ts';

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
    const key = pageKeyOf(text);
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
