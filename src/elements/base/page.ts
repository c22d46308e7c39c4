import { type PageKey, toJson, toPageKey } from '../../contract/index.ts';
import { onAddressChange } from '../../environment/address.ts';
import { listeners } from '../../environment/listeners.ts';
import { canonicalUrl, metaContent, onHeadChange } from './head.ts';

/** The page whose content stands in the document, as it says itself. */
export interface Page {
  /** Its canonical link's, else the address bar's. */
  readonly url: string;
  readonly title: string;
  readonly image: string | undefined;
}

/** How long the head may take to follow the address, in ms: routers change the address first. */
const FOLLOW_MS = 300;

/** The canonical link, and the path at which it was first seen: at another one it is stale. */
let canonical: { readonly href: string; readonly path: string } | undefined;
let page: Page | undefined;
/** A path that a stale link was found at, and waited at for a new one. */
let awaitedAt: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The page that all were told of. */
let told: string | undefined;

const withoutSlash = (path: string) => path.replace(/\/+$/, '');

function stopWaiting(): void {
  clearTimeout(timer);
  timer = undefined;
  awaitedAt = undefined;
}

/**
 * What page this is. A canonical link that the app does not keep up with its navigation is passed over; but for a
 * moment it may still follow, and until then the page is the one before.
 */
export function currentPage(): Page {
  const path = withoutSlash(location.pathname);
  const link = canonicalUrl();
  const href = link?.href;
  if (href !== canonical?.href) canonical = href ? { href, path } : undefined;
  const isStale = link && path !== canonical?.path && path !== withoutSlash(link.pathname);
  if (!isStale) {
    stopWaiting();
  } else if (path !== awaitedAt) {
    stopWaiting();
    awaitedAt = path;
    timer = setTimeout(() => {
      timer = undefined;
      check();
    }, FOLLOW_MS);
  }
  if (!timer || !page) {
    page = {
      url: (!isStale && href) || location.href,
      title: metaContent('og:title') ?? document.title,
      image: metaContent('og:image'),
    };
  }
  return page;
}

/** Whether the document is on its way from one page to another, and {@link currentPage} still the one before. */
export function isPageLeaving(): boolean {
  return timer !== undefined;
}

function check(): void {
  const now = toJson(currentPage());
  if (timer)
    told = undefined; // What comes of it is told, whatever it is.
  else if (now !== told) {
    told = now;
    turned.tell();
  }
}

const turned = listeners(() => {
  told = toJson(currentPage());
  const stops = [onAddressChange(check), onHeadChange(check), stopWaiting];
  return () => {
    for (const stop of stops) stop();
  };
});

/** Calls back when the page becomes another: one watch for all elements of the document. Returns the way to stop. */
export const onPageChange = turned.listen;

/** Whether a `page` attribute leaves it to the document what page is meant, or is relative to its address. */
export function followsDocument(value: string | null | undefined): boolean {
  return !value || /^\s*[?.]/.test(value);
}

/**
 * The page key that an element counts for.
 *
 * @param value The `page` attribute; absent or empty for the page that the element stands on.
 * @throws {PageKeyError} for a value that names no page, or on a page that has no http address.
 */
export function pageKeyOf(value: string | null | undefined): PageKey {
  return value ? toPageKey(value.trim(), location.href) : toPageKey(currentPage().url);
}
