import type { CountsById } from '../contract/index.ts';
import type { Localization } from '../elements/base/localization.ts';
import { COMPACT_FROM } from '../elements/share-buttons/looks.ts';
import type { ContentAttributes } from '../elements/share-buttons/page-content.ts';
import type { ShareButtons } from '../elements/share-buttons/share-buttons.ts';
import { type Display, isLink, labelOf, nameOf } from '../elements/share-buttons/share-item.ts';
import { campaignContent } from '../networks/campaign.ts';
import { coreNetworks } from '../networks/core.ts';
import { loadNetworkIndex } from '../networks/load-index.ts';
import type { LinkNetwork, Network, ShareContent } from '../networks/network.ts';
import { loadNetwork, registerNetworkIndex, registerNetworks } from '../networks/registry.ts';
import { cleanUrl, shareContent } from '../networks/share-content.ts';
import { fittedShareUrl } from '../networks/share-limits.ts';
import { suggestedNetworks } from '../networks/suggested.ts';
import { escapeHtml, openTag } from './escape.ts';
import type { PageFacts } from './page-facts.ts';

const DEFAULT_NETWORKS = 'whatsapp facebook x telegram copy';

let isReady = false;

/** Makes all networks known, once somebody renders a row. */
function makeReady(): void {
  if (isReady) return;
  isReady = true;
  registerNetworks(...coreNetworks);
  registerNetworkIndex(loadNetworkIndex);
}

function contentOf(attributes: ContentAttributes, { location, url, title, image }: PageFacts): ShareContent {
  const { shareText: text, via, hashtags, appId } = attributes;
  return shareContent({
    ...{ text, via, hashtags, appId },
    url: cleanUrl(attributes.url, location) ?? url,
    title: attributes.shareTitle ?? title,
    image: cleanUrl(attributes.image ?? image, location),
  });
}

async function networksOf({ networks, max }: ShareButtons, language: string, appId: string): Promise<Network[]> {
  const named = networks === 'auto' ? suggestedNetworks(language) : (networks ?? DEFAULT_NETWORKS).split(/[\s,]+/);
  // Only a browser knows whether it has a share sheet.
  const ids = [...new Set(named)].filter((id) => id && id !== 'native');
  const known = await Promise.all(ids.map((id) => loadNetwork(id)));
  const shown = known.filter((one) => one && (one.lifecycle !== 'needs app id' || appId)) as Network[];
  return shown.slice(0, max || shown.length);
}

/** An item of the row: as `makeItem` in elements/share-buttons/share-item.ts makes it in browsers. */
function itemMarkup(
  network: Network,
  href: string | undefined,
  display: Display,
  count: number | undefined,
  localization: Localization,
): string {
  const { messages } = localization;
  const { id, icon } = network;
  const item = { id, network };
  const name = nameOf(item, messages);
  const tag = href === undefined ? 'button' : 'a';
  const isWeb = href !== undefined && /^https?:/.test(href);
  const about = count ? `count-${id}` : undefined;
  const open = openTag(tag, {
    class: display === 'icon' ? 'button' : 'button with-label',
    part: 'button',
    'data-network': id,
    'aria-label': labelOf(item, messages),
    type: href === undefined ? 'button' : undefined,
    ...(isWeb && { target: '_blank', rel: 'noopener' }),
    href,
    'aria-describedby': about,
  });
  const hidden = { 'aria-hidden': 'true' };
  const picture = icon
    ? `${openTag('svg', { ...hidden, viewBox: '0 0 24 24' })}${openTag('path', { d: icon })}</path></svg>`
    : `${openTag('span', { ...hidden, class: 'letter' })}${escapeHtml([...name][0] ?? '')}</span>`;
  let content = display === 'label' ? '' : picture;
  if (display !== 'icon') content += `<span class="text">${escapeHtml(name)}</span>`;
  if (count) {
    const number = localization.number(count, count >= COMPACT_FROM);
    content += `${openTag('span', { class: 'count', 'data-count': number, ...hidden })}</span>`;
    content += `${openTag('span', { hidden: '', id: about })}${escapeHtml(localization.plural(messages.shareCount, count))}</span>`;
  }
  return `${open}${content}</${tag}>`;
}

/** What a row is given. */
export interface RowSurroundings {
  readonly page: PageFacts;
  readonly language: string;
  readonly localization: Localization;
  readonly textLanguage: string | undefined;
  readonly shares: CountsById | undefined;
}

/**
 * What a row shows, as a browser would make it: all links lead where they should without a script. Not in it are the
 * device's share sheet, the page's own networks and the colours of brands: browsers add them.
 */
export async function shareRow(row: ShareButtons, around: RowSurroundings): Promise<string> {
  makeReady();
  const { page, language, localization, textLanguage, shares } = around;
  const { messages } = localization;
  const content = contentOf(row, page);
  const label = row.label ?? messages.shareLabel;
  const display: Display = row.display === 'label' || row.display === 'both' ? row.display : 'icon';
  const hrefOf = (network: LinkNetwork) => fittedShareUrl(network, campaignContent(content, network.id, row.campaign));
  const items = (await networksOf(row, language, content.appId)).map((network) => {
    const count = row.counts && shares && Object.hasOwn(shares, network.id) ? shares[network.id] : undefined;
    return itemMarkup(network, isLink(network) ? hrefOf(network) : undefined, display, count, localization);
  });
  const open = openTag('div', {
    role: 'group',
    class: 'upright',
    'aria-label': label || messages.shareLabel,
    lang: textLanguage,
  });
  const title = label && `<p part="label" class="label text">${escapeHtml(label)}</p>`;
  return `${open}${title}<div class="row">${items.join('')}</div><slot></slot></div>`;
}
