import { type PageKey, toPageKey } from '../../contract/index.ts';

/** The page's own address as it says itself: its canonical link, else the address bar's. */
export function canonicalUrl(): string {
  const link = document.querySelector<HTMLLinkElement>('link[rel~="canonical" i][href]');
  return link?.href.startsWith('http') ? link.href : location.href;
}

/**
 * The page key that an element counts for.
 *
 * @param page The `page` attribute; absent or empty for the page that the element stands on.
 * @throws {PageKeyError} for a value that names no page, or on a page that has no http address.
 */
export function pageKeyOf(page: string | null | undefined): PageKey {
  return page ? toPageKey(page.trim(), location.href) : toPageKey(canonicalUrl());
}
