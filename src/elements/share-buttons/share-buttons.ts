import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { NetworkId } from '../../contract/index.ts';
import { browserStorage } from '../../environment/local-storage.ts';
import { mayKeep } from '../../environment/privacy.ts';
import type { ActionNetwork, LinkNetwork, Network, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { getNetwork, loadNetwork, networkProblem } from '../../networks/registry.ts';
import { mayBeTooLong, shareUrl } from '../../networks/share-url.ts';
import { announce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { Later, onIntent } from '../base/later.ts';
import { oneOf, warnOnce } from '../base/warn.ts';
import { ShareEvent, type ShareOutcome } from '../events/share-event.ts';
import { sharingOf } from './page-content.ts';
import { Row } from './row.ts';
import { shareButtonsStyles } from './share-buttons.styles.ts';
import { type Item, isLink, labelOf } from './share-item.ts';

const DISPLAYS = ['icon', 'label', 'both'] as const;
const NATIVE = ['auto', 'always', 'never'] as const;
const LOOKS = {
  variant: ['mono', 'tinted', 'brand'],
  size: ['medium', 'small', 'large'],
  shape: ['round', 'rounded', 'square'],
  layout: ['row', 'column', 'rail'],
} as const;
const DEFAULT_NETWORKS = 'whatsapp facebook x telegram copy';
const POPUP = 'popup,width=620,height=560';

/** What only some rows need, or a reader who is about to press a button. */
const extras = new Later(() => import('./extras.ts'));
const press = new Later(() => import('./press.ts'));

/** Within the click: Safari allows it at no later moment. */
async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // Refused, or missing where the page is not secure.
  }
}

/**
 * @summary A row of links that share the page: real links, which contact no network before the reader clicks.
 *
 * @attr networks - Ids, separated by spaces, or `auto` for what readers of the language know; default: whatsapp facebook
 *   x telegram copy. Children `<share-network value label href icon color>` add one's own.
 * @attr url - What is shared; default: the page's canonical URL. What brought this reader here (`utm_…`, `fbclid`) never
 *   goes along.
 * @attr share-title - Its title; default: the page's.
 * @attr share-text - A longer text, for networks that take one.
 * @attr via - An account to name, for networks that do.
 * @attr hashtags - Separated by spaces or commas, for networks that take them.
 * @attr image - The address of a picture, for networks that take one; default: the page's `og:image`.
 * @attr app-id - The site's own id, for networks that need one.
 * @attr campaign - Parameters for the shared URL, such as `utm_source={network}&utm_medium=share`, or a campaign's name.
 * @attr native - The device's share sheet where there is one: `auto` where `networks` names it, `always`, or `never`.
 * @attr max - The most that stand in the row; what is over, or has no room, is behind one button.
 * @attr counts - Shows how often each network was used.
 * @attr quote - Offers to share what a reader selects in the article, with a link that leads to it.
 * @attr popup - Opens networks in a small window rather than a tab, where the browser allows it.
 * @attr label - The text above the row; empty to hide it from sight.
 * @attr display - `icon`, `label` or `both`.
 * @attr variant - `mono`, `tinted` or `brand`.
 * @attr size - `medium`, `small` or `large`.
 * @attr shape - `round`, `rounded` or `square`.
 * @attr layout - `row`, `column`, or `rail`, which floats beside the article where there is room.
 * @fires share - The reader shared, or tried to.
 * @fires gaungerror - The backend refused, or could not be reached.
 * @csspart label - The text above the row.
 * @csspart button - A link or button of the row.
 * @cssproperty --gaung-accent - Colour of what was done and what is focused; default: the scheme's link colour.
 * @cssproperty --gaung-line - Colour of borders.
 * @cssproperty --gaung-focus - Colour of the focus ring; default: the accent.
 * @cssproperty --gaung-radius - Roundness of the buttons.
 */
export class ShareButtons extends GaungElement {
  static override properties = {
    networks: {},
    url: {},
    shareTitle: { attribute: 'share-title' },
    shareText: { attribute: 'share-text' },
    via: {},
    hashtags: {},
    image: {},
    appId: { attribute: 'app-id' },
    campaign: {},
    native: {},
    max: { type: Number },
    counts: { type: Boolean },
    popup: { type: Boolean },
    quote: { type: Boolean },
    label: {},
    display: {},
    variant: {},
    size: {},
    shape: {},
    layout: {},
  };
  static override styles = [baseStyles, shareButtonsStyles];

  declare networks: string | null;
  declare url: string | null;
  declare shareTitle: string | null;
  declare shareText: string | null;
  declare via: string | null;
  declare hashtags: string | null;
  declare image: string | null;
  declare appId: string | null;
  declare campaign: string | null;
  declare native: (typeof NATIVE)[number] | null;
  declare max: number | null;
  declare counts: boolean;
  declare popup: boolean;
  declare quote: boolean;
  declare label: string | null;
  declare display: (typeof DISPLAYS)[number] | null;
  declare variant: (typeof LOOKS.variant)[number] | null;
  declare size: (typeof LOOKS.size)[number] | null;
  declare shape: (typeof LOOKS.shape)[number] | null;
  declare layout: (typeof LOOKS.layout)[number] | null;

  protected readonly reports = 'share';
  #items: readonly Item[] = [];
  #row: Row | undefined;
  #suggested: readonly NetworkId[] | undefined;
  readonly #missing = new Set<NetworkId>();
  readonly #loading = new Set<NetworkId>();
  /** Settles when the part has come that was asked for last. */
  #coming: Promise<unknown> | undefined;
  #children: MutationObserver | undefined;
  #stopQuotes: (() => void) | undefined;
  #stopTelling: (() => void) | undefined;

  /** Registers the element, as `<share-buttons>` unless another tag is given. */
  static override define(tag = 'share-buttons', registry?: CustomElementRegistry): void {
    super.define(tag, registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#row?.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
    this.#children = undefined;
    this.#row?.leave();
    this.#stop();
  }

  /** What is shared by default is the document's page, also where another one is counted. */
  protected override get follows(): boolean {
    return true;
  }

  protected override pageChanged(): void {
    this.#stop();
    this.#row?.closeList();
    for (const dialog of this.renderRoot.querySelectorAll('dialog')) dialog.close();
  }

  /** Takes back what is said of the page, and offered of its text. */
  #stop(): void {
    this.#stopQuotes?.();
    this.#stopTelling?.();
    this.#stopQuotes = undefined;
    this.#stopTelling = undefined;
  }

  /** One listener for all items and all rows: it finds the row by where it listens. */
  static readonly #on = (event: Event): void => {
    const row = (event.currentTarget as ShadowRoot).host as ShareButtons;
    if (event.type === 'click') row.#pressed(event as MouseEvent);
    else if (event.type !== 'slotchange') row.#expect();
    else if (row.firstElementChild || row.#children) row.requestUpdate();
  };

  protected override firstUpdated(): void {
    const root = this.renderRoot as ShadowRoot;
    this.#row = new Row(root, () => this.requestUpdate());
    root.addEventListener('click', ShareButtons.#on);
    root.addEventListener('slotchange', ShareButtons.#on);
    onIntent(root, ShareButtons.#on);
  }

  /** A reader is about to use the row: what that needs is asked for, and once more what did not arrive. */
  #expect(): void {
    void press.get();
    this.#row!.retry();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    for (const name of Object.keys(LOOKS) as (keyof typeof LOOKS)[]) oneOf(name, this[name], LOOKS[name]);
    if (changed.has('display') || changed.has('size') || changed.has('counts')) this.#row?.forget();
  }

  protected override updated(changed: PropertyValues): void {
    this.#show();
    if (changed.size > 0) this.#row!.watch();
    if (changed.has('quote') || (this.quote && !this.#stopQuotes)) void this.#offerQuotes();
  }

  /** An update is complete when the parts have come that the row needs. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let isComplete = await super.getUpdateComplete();
    while (this.#coming) {
      await this.#coming;
      isComplete = await super.getUpdateComplete();
    }
    return isComplete;
  }

  protected override render(): TemplateResult {
    const { messages } = this.localization;
    const label = this.label ?? messages.shareLabel;
    return html`<div
        class="upright ${this.isLocalizing ? 'localizing' : ''}"
        role="group"
        lang=${this.textLanguage ?? nothing}
        aria-label=${label || messages.shareLabel}
        >${label ? html`<p part="label" class="label text">${label}</p>` : nothing}<div class="row"></div></div
      ><slot></slot>`;
  }

  /** What attributes and children ask for is on its way, and then the row is updated. */
  #loadExtras() {
    if (!extras.part) {
      this.#coming ??= extras.get().then((part) => {
        this.#coming = undefined;
        if (part) this.requestUpdate();
      });
    }
    return extras.part;
  }

  get #sharing() {
    return sharingOf(this, extras.part !== undefined);
  }

  #show(): void {
    const isBranded = this.variant === 'tinted' || this.variant === 'brand';
    const isAsked = isBranded || this.counts || this.popup || this.campaign || this.#describesNetworks;
    const part = isAsked ? this.#loadExtras() : extras.part;
    if (part && (isBranded || this.counts)) part.adoptLooks(this.renderRoot as ShadowRoot);
    this.#items = this.#itemsToShow(this.#sharing.content);
    const isLine = oneOf('layout', this.layout, LOOKS.layout) === 'row';
    const max = Number.isInteger(this.max) && this.max! > 0 ? this.max! : Number.POSITIVE_INFINITY;
    const shares = this.counts ? this.state?.counts?.shares : undefined;
    this.#row!.show({
      items: this.#items,
      localization: this.localization,
      display: oneOf('display', this.display, DISPLAYS),
      most: isLine || max < this.#items.length ? max : Number.POSITIVE_INFINITY,
      isLine,
      hrefOf: (network) => this.#hrefOf(network),
      adorn: (item, id) => {
        if (isBranded) part?.paint(item);
        return part?.showCount(item, shares?.[id], this.localization) ?? false;
      },
    });
  }

  get #describesNetworks(): boolean {
    return this.firstElementChild !== null && this.querySelector('share-network') !== null;
  }

  #ids(): NetworkId[] {
    let named: readonly NetworkId[] = (this.networks ?? DEFAULT_NETWORKS).split(/[\s,]+/).filter(Boolean);
    if (this.networks === 'auto') {
      named = this.#suggested ?? DEFAULT_NETWORKS.split(' ');
      if (!this.#suggested) void this.#suggest();
    }
    const native = oneOf('native', this.native, NATIVE);
    const ids = native === 'always' ? ['native', ...named] : named;
    return [...new Set(ids)].filter((id) => id !== 'native' || (native !== 'never' && navigator.share !== undefined));
  }

  async #suggest(): Promise<void> {
    const { suggestedNetworks } = await import('../../networks/suggested.ts');
    this.#suggested = suggestedNetworks(this.language);
    this.requestUpdate();
  }

  #itemsToShow({ appId }: ShareContent): Item[] {
    const own = new Map(this.#customNetworks().map((network) => [network.id, network]));
    const ids = own.size > 0 ? new Set([...this.#ids(), ...own.keys()]) : this.#ids();
    return [...ids].flatMap((id): Item[] => {
      const network = own.get(id) ?? getNetwork(id);
      if (this.#missing.has(id)) return [];
      if (!network) void this.#load(id);
      if (network?.lifecycle === 'needs app id' && !appId) {
        warnOnce(`The network "${id}" needs app-id="…", your own id with its owner, and is left out.`);
        return [];
      }
      return [{ id, network }];
    });
  }

  /** What children of the row describe, once the part that understands them has come. */
  #customNetworks(): readonly LinkNetwork[] {
    if (!extras.part || !(this.#children || this.#describesNetworks)) return [];
    if (!this.#children) {
      this.#children = new MutationObserver(() => this.requestUpdate());
      this.#children.observe(this, { childList: true, subtree: true, attributes: true });
    }
    return extras.part.customNetworks(this.children, warnOnce);
  }

  async #load(id: NetworkId): Promise<void> {
    if (this.#loading.has(id)) return;
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
    this.requestUpdate();
  }

  /** The page's content for one network: its URL with the site's own campaign. */
  #contentFor(network: Network): ShareContent {
    const { content } = this.#sharing;
    return extras.part?.campaignContent(content, network.id, this.campaign) ?? content;
  }

  /** Where a link leads. A title that is too long is cut once the part that can do it has come. */
  #hrefOf(network: LinkNetwork): string {
    const { hrefs } = this.#sharing;
    let href = hrefs.get(network);
    if (href === undefined) {
      const content = this.#contentFor(network);
      const isLong = network.limits && mayBeTooLong(content, network.limits);
      const part = isLong ? this.#loadExtras() : undefined;
      href = part ? part.fittedShareUrl(network, content) : shareUrl(network, content);
      hrefs.set(network, href);
    }
    return href;
  }

  #pressed(event: MouseEvent): void {
    const node = (event.target as Element).closest<HTMLElement>('[data-network]');
    const network = this.#row!.shown(node?.dataset.network ?? '')?.network;
    if (isLink(network)) this.#follow(event, network, (node as HTMLAnchorElement).href);
    else if (network) void this.#act(network, this.#contentFor(network));
  }

  /** A plain click may open a small window instead of a tab; where that is blocked the link itself does its work. */
  #follow(event: MouseEvent, { id }: Network, href: string): void {
    const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const mayPopUp = this.popup && isPlain && href.startsWith('http');
    if (mayPopUp && extras.part?.openWindow(href, POPUP)) event.preventDefault();
    this.#shared(id, 'opened');
  }

  async #act(network: ActionNetwork | ServerNetwork, content: ShareContent): Promise<void> {
    const { store, pageKey } = this;
    const { messages, lang } = this.localization;
    const root = this.renderRoot as ShadowRoot;
    const isCopy = 'action' in network && network.action === 'copy';
    const written = isCopy ? writeText(content.url) : undefined;
    const part = press.part ?? (await press.get());
    const done = await part?.perform(network, content, {
      ...{ root, messages, lang, written, loadNetwork },
      // A dialog closes the list that it was opened from, so the focus goes back to the list's button.
      opener: this.#row!.opener,
      storage: browserStorage,
      isKept: mayKeep,
    });
    const { network: id, outcome } = done ?? { network: network.id, outcome: (await written) ? 'copied' : 'blocked' };
    // The page may have become another meanwhile. What was shared was this one.
    if (isCopy && pageKey === this.pageKey) {
      const isCopied = outcome === 'copied';
      const text = isCopied ? messages.copied : messages.copyByHand;
      announce(text, lang);
      if (part) this.#stopTelling = part.showCopied(root, isCopied, messages, content.url);
      else prompt(text, content.url); // All that is left to show it by.
    }
    this.#shared(id, outcome, store, pageKey);
  }

  async #offerQuotes(): Promise<void> {
    this.#stopQuotes?.();
    this.#stopQuotes = undefined;
    if (!this.quote) return;
    const loading = () => {}; // Not to be asked for again meanwhile.
    this.#stopQuotes = loading;
    const { offerQuotes } = await import('./quote-dialog.ts');
    // Removed meanwhile, turned off, or both and back again: then another call offers them.
    if (this.#stopQuotes !== loading) return;
    this.#stopQuotes = offerQuotes({
      root: this.renderRoot as ShadowRoot,
      scope: this.closest('article, main') ?? document.querySelector('article, main') ?? document.body,
      label: () => this.localization.messages.quote,
      items: () =>
        this.#items.flatMap((item) => {
          const { id, network } = item;
          return network ? [{ id, network, label: labelOf(item, this.localization.messages) }] : [];
        }),
      content: () => this.#sharing.content,
      campaign: () => this.campaign,
      onPress: (network, content) => {
        if ('action' in network) void this.#act(network, content);
        else this.#shared(network.id, 'opened');
      },
    });
  }

  /** Tells the page; a share that happened is counted, after its target was opened. */
  #shared(network: NetworkId, outcome: ShareOutcome, store = this.store, pageKey = this.pageKey): void {
    this.dispatchEvent(new ShareEvent(network, outcome));
    if (outcome === 'cancelled' || outcome === 'blocked') return;
    if (store && pageKey) store.share(pageKey, network);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'share-buttons': ShareButtons;
  }
}
