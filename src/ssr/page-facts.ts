import { GaungError, type PageKey, toPageKey } from '../contract/index.ts';
import type { Head } from './elements.ts';

/** What is known of the page that markup is for. */
export interface PageFacts {
  /** Its address: what a relative `page` or `url` is resolved against. */
  readonly location: string;
  /** Its canonical address. */
  readonly url: string;
  readonly title: string | undefined;
  readonly image: string | undefined;
}

function webUrl(value: string | undefined, base?: string): string | undefined {
  try {
    const url = new URL(value ?? '', base);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined; // Not an address.
  }
}

/**
 * @param given The page's address, as the caller says.
 * @throws {GaungError} where neither the caller nor the markup says what page it is.
 */
export function pageFacts(given: string | URL | undefined, head: Head): PageFacts {
  const location = given === undefined ? webUrl(head.canonical) : webUrl(String(given));
  if (location === undefined) {
    const wrong =
      given === undefined ? 'It is not known what page this is.' : `"${String(given).slice(0, 200)}" is no page.`;
    throw new GaungError(
      'ssr',
      `${wrong} Give renderToString the page's address: { url: 'https://news.example/a' }, or a document with an absolute canonical link.`,
    );
  }
  const url = (head.canonical && webUrl(head.canonical, location)) || location;
  return { location, url, title: head.title, image: head.image };
}

/** The page that an element counts for: see `pageKeyOf` in elements/base/page.ts, which asks the document. */
export function pageKeyOf(value: string | undefined, { location, url }: PageFacts): PageKey {
  return value ? toPageKey(value.trim(), location) : toPageKey(url);
}
