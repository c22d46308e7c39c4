import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { NetworkId } from '../../contract/index.ts';
import type { ActionNetwork, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { getNetwork, loadNetwork, networkProblem } from '../../networks/registry.ts';
import { cleanText } from '../../networks/share-content.ts';
import { quoteUrl } from '../../networks/text-fragment.ts';
import { announce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { oneOf, warnOnce } from '../base/warn.ts';
import { ShareEvent, type ShareOutcome } from '../events/share-event.ts';
import { customNetworks } from './custom-networks.ts';
import { RowFitter } from './fit.ts';
import { inkOn } from './ink.ts';
import { type MoreMenu, renderMoreButton, renderMoreMenu } from './more-menu.ts';
import { contentFor, pageContent } from './page-content.ts';
import { openWindow } from './popup.ts';
import { perform } from './share-actions.ts';
import { shareButtonsStyles } from './share-buttons.styles.ts';
import { type Item, nameOf, quoteItems, renderItem } from './share-item.ts';
import { shareLooks } from './share-looks.styles.ts';
import { measureTogether } from './together.ts';

const DISPLAYS = ['icon', 'label', 'both'] as const;
const NATIVE = ['auto', 'always', 'never'] as const;
const LOOKS = {
  variant: ['mono', 'tinted', 'brand'],
  size: ['medium', 'small', 'large'],
  shape: ['round', 'rounded', 'square'],
  layout: ['row', 'column', 'rail'],
} as const;
const DEFAULT_NETWORKS = 'whatsapp facebook x telegram copy';
/** How long "Link copied" stays in sight, in ms. */
const TOAST_MS = 3000;
const POPUP = 'popup,width=620,height=560';

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
    copyState: { state: true },
    fitting: { state: true },
    isMenuOpen: { state: true },
    query: { state: true },
  };
  static override styles = [baseStyles, shareButtonsStyles, shareLooks];

  static {
    // What fits is known only after an update: a second one is meant here. (Only Lit's development build warns.)
    this.disableWarning?.('change-in-update');
  }

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
  /** What the reader sees of the last attempt to copy. */
  declare protected copyState: 'copied' | 'by-hand' | undefined;
  /** How many items the row has room for; undefined until it was measured. */
  declare protected fitting: number | undefined;
  declare protected isMenuOpen: boolean;
  declare protected query: string | undefined;

  protected readonly reports = 'share';
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #stopQuotes: (() => void) | undefined;
  #suggested: readonly NetworkId[] | undefined;
  #items: readonly Item[] = [];
  readonly #missing = new Set<NetworkId>();
  readonly #loading = new Set<NetworkId>();
  readonly #fitter = new RowFitter(() => this.#fit()());
  /** Settles when the row has been measured; undefined where it is not to be. */
  #fitted: Promise<void> | undefined;
  readonly #observer = globalThis.MutationObserver && new MutationObserver(() => this.requestUpdate());

  /** Registers the element, as `<share-buttons>` unless another tag is given. */
  static override define(tag = 'share-buttons', registry?: CustomElementRegistry): void {
    super.define(tag, registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true });
    this.#fitter.observe(this.renderRoot.querySelector('.row'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#fitter.disconnect();
    this.#stopTelling();
  }

  /** What is shared by default is the document's page, also where another one is counted. */
  protected override get follows(): boolean {
    return true;
  }

  protected override pageChanged(): void {
    this.#stopTelling();
    if (this.isMenuOpen) this.renderRoot.querySelector<HTMLElement>('.menu')?.hidePopover?.();
    this.isMenuOpen = false;
    this.query = '';
    for (const dialog of this.renderRoot.querySelectorAll('dialog')) dialog.close();
  }

  /** Takes back what is said of the page, and offered of its text. */
  #stopTelling(): void {
    this.#stopQuotes?.();
    this.#stopQuotes = undefined;
    clearTimeout(this.#toastTimer);
    this.copyState = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    for (const name of Object.keys(LOOKS) as (keyof typeof LOOKS)[]) oneOf(name, this[name], LOOKS[name]);
    if (changed.has('display') || changed.has('size') || changed.has('counts')) this.#fitter.forget();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('quote') || (this.quote && !this.#stopQuotes)) void this.#offerQuotes();
    this.#fitter.observe(this.renderRoot.querySelector('.row'));
    for (const button of this.renderRoot.querySelectorAll<HTMLElement>('[data-network]')) {
      const color = this.#items.find(({ id }) => id === button.dataset.network)?.network?.color;
      // Through the CSSOM, which a strict policy allows where it refuses a style attribute.
      if (!color) continue;
      button.style.setProperty('--_brand', color);
      button.style.setProperty('--_on-brand', inkOn(color));
    }
    this.#fitted = measureTogether(this.#fit);
  }

  /** An update is complete when the row has been fitted to the room that it has. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let isComplete = await super.getUpdateComplete();
    while (this.#fitted) {
      await this.#fitted;
      isComplete = await super.getUpdateComplete();
    }
    return isComplete;
  }

  protected override render(): TemplateResult {
    const { messages } = this.localization;
    const label = this.label ?? messages.shareLabel;
    const content = pageContent(this);
    this.#items = this.#itemsToShow(content);
    const shown = Math.min(this.fitting ?? this.#items.length, this.#most);
    const hidden = this.#items.slice(shown);
    const menu = hidden.length > 0 ? this.#menu(hidden, content) : undefined;
    return html`
      <div
        class="upright ${this.isLocalizing ? 'localizing' : ''}"
        role="group"
        lang=${this.textLanguage ?? nothing}
        aria-label=${label || messages.shareLabel}
      >
        ${label ? html`<p part="label" class="label text">${label}</p>` : nothing}
        <div class="row">
          ${this.#items.slice(0, shown).map((item) => this.#renderItem(item, content))}
          ${menu ? renderMoreButton(menu) : nothing}
          ${this.copyState === 'copied' ? html`<span class="toast" aria-hidden="true">${messages.copied}</span>` : nothing}
        </div>
        ${menu ? renderMoreMenu(menu) : nothing}
        ${this.copyState === 'by-hand' ? this.#renderByHand(content) : nothing}
      </div>
    `;
  }

  /** The most items that may stand in the row. */
  get #most(): number {
    const isRow = oneOf('layout', this.layout, LOOKS.layout) === 'row';
    const max = Number.isInteger(this.max) && this.max! > 0 ? this.max! : Number.POSITIVE_INFINITY;
    return isRow || max < this.#items.length ? max : Number.POSITIVE_INFINITY;
  }

  /** Measures the row; what it returns shows as many items as fit. */
  readonly #fit = (): (() => void) => {
    this.#fitted = undefined;
    const row = this.renderRoot.querySelector<HTMLElement>('.row');
    if (!row || oneOf('layout', this.layout, LOOKS.layout) !== 'row') return () => {};
    const ids = this.#items.map(({ id }) => id);
    const fitting = this.#fitter.fitting({ row, ids, most: this.#most });
    return () => {
      // Where all fit, all are shown already: nothing is to be rendered again.
      this.fitting = fitting === ids.length ? undefined : fitting;
    };
  };

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
    const own = new Map(customNetworks(this.children).map((network) => [network.id, network]));
    const ids = [...new Set([...this.#ids(), ...own.keys()])];
    return ids.flatMap((id): Item[] => {
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

  #menu(hidden: readonly Item[], content: ShareContent): MoreMenu {
    const query = (this.query ?? '').trim().toLowerCase();
    const found = hidden.filter((item) => nameOf(item, this.localization.messages).toLowerCase().includes(query));
    return {
      messages: this.localization.messages,
      isOpen: this.isMenuOpen,
      total: hidden.length,
      query: this.query ?? '',
      items: found.map((item) => this.#renderItem(item, content, 'both')),
      onSearch: (text) => {
        this.query = text;
      },
      onToggle: (isOpen) => {
        this.isMenuOpen = isOpen;
        this.query = '';
      },
    };
  }

  #renderItem(item: Item, content: ShareContent, display = oneOf('display', this.display, DISPLAYS)): TemplateResult {
    return renderItem(item, {
      localization: this.localization,
      display,
      content: contentFor(content, item.id, this.campaign),
      count: this.counts ? this.state?.counts?.shares?.[item.id] : undefined,
      isDone: item.id === 'copy' && this.copyState === 'copied',
      onFollow: (event, id, href) => this.#follow(event, id, href),
      onAct: (network, own) => void this.#act(network, own),
    });
  }

  #renderByHand(content: ShareContent) {
    const { url } = contentFor(content, 'copy', this.campaign);
    return html`<label class="by-hand">
      ${this.localization.messages.copyByHand}
      <input readonly .value=${url} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
    </label>`;
  }

  /** A plain click may open a small window instead of a tab; where that is blocked the link itself does its work. */
  #follow(event: MouseEvent, id: NetworkId, href: string): void {
    const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (this.popup && isPlain && href.startsWith('http') && openWindow(href, POPUP)) event.preventDefault();
    this.#shared(id, 'opened');
  }

  async #act(network: ActionNetwork | ServerNetwork, content: ShareContent): Promise<void> {
    const { messages, lang } = this.localization;
    const { store, pageKey } = this;
    const root = this.renderRoot as ShadowRoot;
    // A dialog closes the list that it was opened from, so the focus goes back to the list's button.
    const opener = this.isMenuOpen ? (root.querySelector<HTMLElement>('.more') ?? undefined) : undefined;
    const done = await perform(network, content, { root, messages, lang, opener });
    // The page may have become another meanwhile. What was shared was this one.
    if (done.network === 'copy' && pageKey === this.pageKey) this.#tellCopied(done.outcome === 'copied');
    this.#shared(done.network, done.outcome, store, pageKey);
  }

  #tellCopied(isCopied: boolean): void {
    clearTimeout(this.#toastTimer);
    this.copyState = isCopied ? 'copied' : 'by-hand';
    const { messages, lang } = this.localization;
    announce(isCopied ? messages.copied : messages.copyByHand, lang);
    if (isCopied) {
      this.#toastTimer = setTimeout(() => {
        this.copyState = undefined;
      }, TOAST_MS);
    } else {
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('.by-hand input')?.focus());
    }
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
      items: (quote) => quoteItems(this.#items, this.#quoted(quote), this.localization.messages, this.campaign),
      onPress: (id, quote) => {
        const network = this.#items.find((item) => item.id === id)?.network;
        if (network && 'action' in network) void this.#act(network, contentFor(this.#quoted(quote), id, this.campaign));
        else this.#shared(id, 'opened');
      },
    });
  }

  /** The page's content with a quote for a title, and a link that leads to it. */
  #quoted(quote: string): ShareContent {
    const content = pageContent(this);
    return { ...content, title: cleanText(`“${quote}”`), url: quoteUrl(content.url, quote) };
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
