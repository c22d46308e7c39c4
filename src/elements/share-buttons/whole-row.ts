/** A row of other networks, looks or length than the default one. Brings its own copy of all that it uses. */
import type { PropertyValues } from '@lit/reactive-element';
import type { NetworkId } from '../../contract/index.ts';
import { enRowTexts } from '../../locales/en-row.ts';
import type { Messages } from '../../locales/locale.ts';
import { campaignContent } from '../../networks/campaign.ts';
import type { ActionNetwork, LinkNetwork, Network, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { fitted } from '../../networks/share-limits.ts';
import type { Localization } from '../base/localization.ts';
import type { ShareOutcome } from '../events/share-event.ts';
import { customNetworks } from './custom-networks.ts';
import { RowFitter } from './fit.ts';
import { adoptLooks, checkLooks, paint, showCount } from './looks.ts';
import { MoreList } from './more-list.ts';
import { openWindow } from './popup.ts';
import { leaveRoom, watchRoom } from './room.ts';
import type { ShareButtons } from './share-buttons.ts';
import type { Item, ShownItem } from './share-item.ts';

/** What the whole row is given by the element, and of the script. */
export interface RowHost {
  /** Its attributes count. */
  readonly element: ShareButtons;
  readonly root: ShadowRoot;
  readonly row: HTMLElement;
  readonly language: () => string;
  readonly localization: () => Localization;
  /** How often each network was used, where that is known. */
  readonly shares: () => Readonly<Record<NetworkId, number>> | undefined;
  readonly content: () => ShareContent;
  /** Puts items into the row, as many as have room, and something behind them. */
  readonly place: (items: readonly Item[], room: number, last?: Node) => readonly ShownItem[];
  readonly act: (network: ActionNetwork | ServerNetwork, content: ShareContent) => void;
  readonly shared: (id: NetworkId, outcome: ShareOutcome) => void;
  readonly getNetwork: (id: NetworkId) => Network | undefined;
  readonly loadNetwork: (id: NetworkId) => Promise<Network | undefined>;
  readonly networkProblem: (id: NetworkId) => Promise<string>;
  readonly nameOf: (item: Item, messages: Messages) => string;
  readonly labelOf: (item: Item, messages: Messages) => string;
  readonly shareUrl: (network: LinkNetwork, content: ShareContent) => string;
  readonly warnOnce: (message: string) => void;
}

const DEFAULT_NETWORKS = ['whatsapp', 'facebook', 'x', 'telegram', 'copy'];
const POPUP = 'popup,width=620,height=560';

export class WholeRow {
  readonly #host: RowHost;
  readonly #fitter = new RowFitter();
  readonly #missing = new Set<NetworkId>();
  readonly #loading = new Set<NetworkId>();
  #items: readonly Item[] = [];
  #shown: readonly ShownItem[] = [];
  #suggested: readonly NetworkId[] | undefined;
  /** How many items there is room for; undefined until that was measured, and where all have room. */
  #fitting: number | undefined;
  #list: MoreList | undefined;
  #children: MutationObserver | undefined;
  #stopQuotes: (() => void) | undefined;
  #isWatched = false;

  constructor(host: RowHost) {
    this.#host = host;
  }

  /** The button of the list, where that is open: a dialog closes the list that it was opened from. */
  get opener(): HTMLElement | undefined {
    return this.#list?.isOpen ? this.#list.button : undefined;
  }

  /** Closes the list, and offers no quotes of the page that is leaving. */
  close(): void {
    this.#stopQuotes?.();
    this.#stopQuotes = undefined;
    this.#list?.close();
  }

  /** The element leaves the page. */
  leave(): void {
    leaveRoom(this.#host.row);
    this.#isWatched = false;
    this.#children?.disconnect();
    this.#children = undefined;
  }

  /** The content for one network: its URL with the site's own campaign. */
  contentFor({ id }: Network, content: ShareContent): ShareContent {
    return campaignContent(content, id, this.#host.element.campaign);
  }

  hrefOf(network: LinkNetwork, content: ShareContent): string {
    return this.#host.shareUrl(network, fitted(this.contentFor(network, content), network.limits));
  }

  /** A plain click may open a small window instead of a tab; where that is blocked the link itself does its work. */
  follow(event: MouseEvent, { href }: HTMLAnchorElement): void {
    const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const isPopup = this.#host.element.popup && isPlain && href.startsWith('http');
    if (isPopup && openWindow(href, POPUP)) event.preventDefault();
  }

  /** Shows what there is to show. */
  show(changed: PropertyValues): void {
    const { element, root, row, place, nameOf } = this.#host;
    const { counts, quote, variant } = element;
    const isBranded = variant === 'tinted' || variant === 'brand';
    const localization = this.#host.localization();
    checkLooks(element, this.#host.warnOnce);
    row.classList.remove('wrapped');
    adoptLooks(root);
    if (changed.has('display') || changed.has('size') || changed.has('counts')) this.#fitter.forget();
    this.#items = this.#itemsToShow();
    const items = this.#items;
    const room = Math.min(this.#fitting ?? items.length, this.#most);
    const listed = items.slice(room);
    if (listed.length > 0) this.#list ??= new MoreList(root);
    const before = this.#shown;
    this.#shown = place(items, room, listed.length > 0 ? this.#list!.button : undefined);
    let isOther = changed.size > 0 || !this.#isWatched || before.length !== this.#shown.length;
    const shares = counts ? this.#host.shares() : undefined;
    for (const [index, item] of this.#shown.entries()) {
      if (isBranded) paint(item);
      if (showCount(item, shares?.[items[index]!.id], localization) || item.node !== before[index]?.node)
        isOther = true;
    }
    this.#list?.show(
      listed.map((item, index) => ({
        node: this.#shown[room + index]!.node,
        name: nameOf(item, localization.messages),
      })),
      localization.messages,
    );
    if (isOther) this.#watch();
    if (!quote) {
      this.#stopQuotes?.();
      this.#stopQuotes = undefined;
    } else if (!this.#stopQuotes) void this.#offerQuotes();
  }

  /** Measures the row when it is laid out, and from now on when its room changes. */
  #watch(): void {
    this.#isWatched = true;
    watchRoom(this.#host.row, this.#measure);
  }

  get #isLine(): boolean {
    const { layout } = this.#host.element;
    return layout !== 'column' && layout !== 'rail';
  }

  /** The most items that may stand in the row. */
  get #most(): number {
    const { max } = this.#host.element;
    const most = Number.isInteger(max) && max! > 0 ? max! : Number.POSITIVE_INFINITY;
    return this.#isLine || most < this.#items.length ? most : Number.POSITIVE_INFINITY;
  }

  readonly #measure = (): (() => void) | undefined => {
    const { row } = this.#host;
    if (!this.#isLine) return () => this.#fit(undefined, false);
    const isTight = row.scrollWidth > row.clientWidth || row.scrollHeight > row.clientHeight;
    if (!isTight && this.#fitting === undefined) return undefined;
    const ids = this.#items.map(({ id }) => id);
    const fitting = this.#fitter.fitting({ row, ids, most: this.#most });
    return () => this.#fit(fitting === ids.length ? undefined : fitting, fitting === undefined);
  };

  /** @param isUnknown Whether all are shown only to be measured: still on one line, for a frame. */
  #fit(fitting: number | undefined, isUnknown: boolean): void {
    this.#host.row.classList.toggle('tight', isUnknown);
    if (fitting === this.#fitting) return;
    this.#fitting = fitting;
    if (isUnknown) this.#watch();
    this.#host.element.requestUpdate();
  }

  #ids(): NetworkId[] {
    const { networks, native } = this.#host.element;
    let named: readonly NetworkId[] = networks?.split(/[\s,]+/).filter(Boolean) ?? DEFAULT_NETWORKS;
    if (networks === 'auto') {
      named = this.#suggested ?? DEFAULT_NETWORKS;
      if (!this.#suggested) void this.#suggest();
    }
    const ids = native === 'always' ? ['native', ...named] : named;
    return [...new Set(ids)].filter((id) => id !== 'native' || (native !== 'never' && navigator.share !== undefined));
  }

  async #suggest(): Promise<void> {
    const { suggestedNetworks } = await import('../../networks/suggested.ts');
    this.#suggested = suggestedNetworks(this.#host.language());
    this.#host.element.requestUpdate();
  }

  #itemsToShow(): Item[] {
    const { appId } = this.#host.content();
    const own = new Map(this.#customNetworks().map((network) => [network.id, network]));
    return [...new Set([...this.#ids(), ...own.keys()])].flatMap((id): Item[] => {
      const network = own.get(id) ?? this.#host.getNetwork(id);
      if (this.#missing.has(id)) return [];
      if (!network) void this.#load(id);
      if (network?.lifecycle === 'needs app id' && !appId) {
        this.#host.warnOnce(`The network "${id}" needs app-id="…", your own id with its owner, and is left out.`);
        return [];
      }
      return [{ id, network }];
    });
  }

  async #load(id: NetworkId): Promise<void> {
    if (this.#loading.has(id)) return;
    const { loadNetwork, networkProblem, warnOnce, element } = this.#host;
    this.#loading.add(id);
    try {
      if (!(await loadNetwork(id))) {
        this.#missing.add(id);
        warnOnce(`The network ${await networkProblem(id)} It is left out.`);
      }
    } catch (error) {
      this.#missing.add(id);
      warnOnce(`The network "${id}" did not load and is left out: ${String(error)}`);
    }
    this.#loading.delete(id);
    element.requestUpdate();
  }

  /** What children of the row describe. */
  #customNetworks(): readonly LinkNetwork[] {
    const { element, warnOnce } = this.#host;
    if (!this.#children && !element.querySelector('share-network')) return [];
    if (!this.#children) {
      this.#children = new MutationObserver(() => element.requestUpdate());
      this.#children.observe(element, { childList: true, subtree: true, attributes: true });
    }
    return customNetworks(element.children, warnOnce);
  }

  async #offerQuotes(): Promise<void> {
    const { element, root, localization, labelOf, content, act, shared } = this.#host;
    const loading = () => {}; // Not to be asked for again meanwhile.
    this.#stopQuotes = loading;
    const { offerQuotes } = await import('./quote-dialog.ts');
    // Removed meanwhile, turned off, or both and back again: then another call offers them.
    if (this.#stopQuotes !== loading) return;
    this.#stopQuotes = offerQuotes({
      ...{ root, content },
      scope: element.closest('article, main') ?? document.querySelector('article, main') ?? document.body,
      label: () => localization().messages.quote ?? enRowTexts.quote,
      items: () =>
        this.#items.flatMap((item) => {
          const { id, network } = item;
          return network ? [{ id, network, label: labelOf(item, localization().messages) }] : [];
        }),
      campaign: () => element.campaign,
      onPress: (network, quoted) => {
        if ('action' in network) act(network, quoted);
        else shared(network.id, 'opened');
      },
    });
  }
}
