import { isTrackingParameter } from '../contract/index.ts';
import type { ShareContent } from './network.ts';

/** Longest title or text that is put into a share address: browsers and servers refuse far longer ones. */
const MOST_CHARACTERS = 500;

/** Text as it may travel in an address: one line, no controls, no half surrogate pairs, at most 500 characters. */
export function cleanText(text: string | null | undefined): string {
  const line = (text ?? '')
    .slice(0, MOST_CHARACTERS * 4)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '')
    .trim();
  const characters = [...line];
  return characters.length > MOST_CHARACTERS
    ? `${characters
        .slice(0, MOST_CHARACTERS - 1)
        .join('')
        .trim()}…`
    : line;
}

/** `value` as an absolute http or https URL, or undefined: nothing else (`javascript:`, `data:`…) is ever shared. */
export function cleanUrl(value: string | null | undefined, base: string): string | undefined {
  if (!value || value.length > 8000) return undefined;
  try {
    const url = new URL(value, base);
    url.username = '';
    url.password = '';
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined; // Not a URL: the caller falls back to the page's own.
  }
}

/** A URL without the parameters by which this reader came. The rest of it stays as it is spelled. */
export function withoutTracking(url: string): string {
  return url.replace(/^([^?#]*)\?([^#]*)/s, (_, base: string, query: string) => {
    const kept = query.split('&').filter((pair) => {
      const [name = ''] = new URLSearchParams(pair).keys();
      return pair !== '' && !isTrackingParameter(name);
    });
    return base + (kept.length > 0 ? `?${kept.join('&')}` : '');
  });
}

export interface RawShareContent {
  readonly url: string;
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly via?: string | null | undefined;
  readonly hashtags?: string | null | undefined;
  /** Already clean, by {@link cleanUrl}. */
  readonly image?: string | undefined;
  readonly appId?: string | null | undefined;
}

/**
 * Clean content from what a page or an editor gave. `hashtags` may be separated by spaces or commas. What brought this
 * reader here never goes along.
 */
export function shareContent({ url, title, text, via, hashtags, image, appId }: RawShareContent): ShareContent {
  return {
    url: withoutTracking(url),
    title: cleanText(title),
    text: cleanText(text),
    image: image ?? '',
    appId: cleanText(appId),
    via: cleanText(via).replace(/^@+/, ''),
    hashtags: cleanText(hashtags)
      .split(/[\s,]+/)
      .map((tag) => tag.replace(/^#+/, ''))
      .filter(Boolean),
  };
}
