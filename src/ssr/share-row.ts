import type { CountsById } from '../contract/index.ts';
import type { Localization } from '../elements/base/localization.ts';
import type { Tree } from '../elements/base/tree.ts';
import { COMPACT_FROM } from '../elements/share-buttons/looks.ts';
import type { ContentAttributes } from '../elements/share-buttons/page-content.ts';
import type { ShareButtons } from '../elements/share-buttons/share-buttons.ts';
import { type Display, frameOf, isLink, itemOf } from '../elements/share-buttons/share-item.ts';
import { enRowTexts } from '../locales/en-row.ts';
import { campaignContent } from '../networks/campaign.ts';
import { coreNetworks } from '../networks/core.ts';
import { loadNetworkIndex } from '../networks/load-index.ts';
import type { LinkNetwork, Network, ShareContent } from '../networks/network.ts';
import { loadNetwork, registerNetworkIndex, registerNetworks } from '../networks/registry.ts';
import { cleanUrl, shareContent } from '../networks/share-content.ts';
import { fittedShareUrl } from '../networks/share-limits.ts';
import { suggestedNetworks } from '../networks/suggested.ts';
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

/** What is said of how often a network was used: as `showCount` in elements/share-buttons/looks.ts shows it. */
function withCount([tag, attributes, ...content]: Tree, id: string, count: number, localization: Localization): Tree {
  const { messages, number, plural } = localization;
  const about = `count-${id}`;
  return [
    tag,
    { ...attributes, 'aria-describedby': about },
    ...content,
    ['span', { class: 'count', 'data-count': number(count, count >= COMPACT_FROM), 'aria-hidden': 'true' }],
    ['span', { hidden: '', id: about }, plural(messages.shareCount ?? enRowTexts.shareCount, count)],
  ];
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
export async function shareRow(row: ShareButtons, around: RowSurroundings): Promise<Tree> {
  makeReady();
  const { page, language, localization, textLanguage, shares } = around;
  const { messages } = localization;
  const content = contentOf(row, page);
  const display: Display = row.display === 'label' || row.display === 'both' ? row.display : 'icon';
  const hrefOf = (network: LinkNetwork) => fittedShareUrl(network, campaignContent(content, network.id, row.campaign));
  const items = (await networksOf(row, language, content.appId)).map((network) => {
    const count = row.counts && shares && Object.hasOwn(shares, network.id) ? shares[network.id] : undefined;
    const item = itemOf({ id: network.id, network }, messages, display, isLink(network) ? hrefOf(network) : undefined);
    return count ? withCount(item, network.id, count, localization) : item;
  });
  return frameOf('upright', row.label ?? messages.shareLabel, messages.shareLabel, textLanguage, ...items);
}
