import type { Network, ShareContent } from '../../networks/network.ts';
import { cleanUrl, shareContent } from '../../networks/share-content.ts';
import { currentPage, type Page } from '../base/page.ts';
import { warnOnce } from '../base/warn.ts';

/** What a row's attributes say of what is shared. */
export interface ContentAttributes {
  readonly url: string | null;
  readonly shareTitle: string | null;
  readonly shareText: string | null;
  readonly via: string | null;
  readonly hashtags: string | null;
  readonly image: string | null;
  readonly appId: string | null;
}

/** What is shared, and the addresses that it has been given so far. */
export interface Sharing {
  readonly content: ShareContent;
  readonly hrefs: Map<Network, string>;
}

let page: Page | undefined;

/** The page as it is in this round of updates: a hundred rows look it up once. */
function pageNow(): Page {
  if (!page) {
    page = currentPage();
    queueMicrotask(() => {
      page = undefined;
    });
  }
  return page;
}

/** The last that was asked for: most rows of a page share the same. */
let last: (Sharing & { readonly key: string }) | undefined;

/** What a row shares, clean: a hostile or broken `url` gives way to the page's own. */
export function sharingOf(attributes: ContentAttributes): Sharing {
  const { url, shareTitle, shareText, via, hashtags, image, appId } = attributes;
  const now = pageNow();
  const title = shareTitle ?? now.title;
  const picture = image ?? now.image;
  const raw = [url, now.url, title, shareText, via, hashtags, picture, appId, location.href];
  const key = raw.join('\0');
  if (key !== last?.key) {
    const own = cleanUrl(url, location.href);
    if (url && !own) warnOnce(`url="${url.slice(0, 200)}" is no http or https URL; the page's own is shared.`);
    const content = shareContent({
      url: own ?? now.url,
      title,
      text: shareText,
      via,
      hashtags,
      image: cleanUrl(picture, location.href),
      appId,
    });
    last = { key, content, hrefs: new Map() };
  }
  return last;
}
