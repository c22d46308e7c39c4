import type { NetworkId } from '../../contract/index.ts';
import { sharedUrl } from '../../networks/campaign.ts';
import type { ShareContent } from '../../networks/network.ts';
import { cleanUrl, shareContent } from '../../networks/share-content.ts';
import { currentPage } from '../base/page.ts';
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

/** What is shared, clean: a hostile or broken `url` gives way to the page's own. */
export function pageContent(attributes: ContentAttributes): ShareContent {
  const { url, shareTitle, shareText, via, hashtags, image, appId } = attributes;
  const own = cleanUrl(url, location.href);
  const page = currentPage();
  if (url && !own) warnOnce(`url="${url.slice(0, 200)}" is no http or https URL; the page's own is shared.`);
  return shareContent({
    url: own ?? page.url,
    title: shareTitle ?? page.title,
    text: shareText,
    via,
    hashtags,
    image: cleanUrl(image ?? page.image, location.href),
    appId,
  });
}

/** The same content for one network: its URL without what brought this reader here, with the site's own campaign. */
export function contentFor(content: ShareContent, network: NetworkId, campaign: string | null): ShareContent {
  return { ...content, url: sharedUrl(content.url, network, campaign ?? '') };
}
