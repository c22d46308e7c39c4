import type { PropertyValues } from '@lit/reactive-element';
import type { NetworkId } from '../../contract/index.ts';
import { browserStorage } from '../../environment/local-storage.ts';
import { mayKeep } from '../../environment/privacy.ts';
import type { ActionNetwork, LinkNetwork, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { getNetwork, loadNetwork, networkProblem } from '../../networks/registry.ts';
import { mayBeTooLong, shareUrl } from '../../networks/share-url.ts';
import { announce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { Later, onIntent } from '../base/later.ts';
import { patch, show, type Tree } from '../base/tree.ts';
import { warnOnce } from '../base/warn.ts';
import { ShareEvent, type ShareOutcome } from '../events/share-event.ts';
import { type Sharing, sharingOf } from './page-content.ts';
import { shareButtonsStyles } from './share-buttons.styles.ts';
import { frameOf, type Item, isLink, labelOf, nameOf, placeItems, type ShownItem } from './share-item.ts';
import type { RowHost, WholeRow } from './whole-row.ts';

const DEFAULT_NETWORKS = 'whatsapp facebook x telegram copy';

/** What a row of other networks, looks or length needs than the default one. */
const whole = new Later(() => import('./whole-row.ts'));
/** What buttons do. */
const press = new Later(() => import('./press.ts'));

/** Resolves to whether the browser allowed it. Within the click: Safari allows it at no later moment. */
const writeText = (text: string) =>
  (async () => navigator.clipboard.writeText(text))().then(
    () => true,
    () => false, // Refused, or missing where the page is not secure.
  );

/** Attributes that only the whole row knows. */
const BEYOND = [
  ...(['campaign', 'counts', 'display', 'layout', 'max', 'native', 'popup', 'quote', 'shape', 'size'] as const),
  'variant',
] as const;

/**
 * @tag share-buttons
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
 * @attr display - What a button shows: `icon`, `label` or `both`.
 * @attr variant - Its colours: `mono` (the text's own), `tinted` or `brand`.
 * @attr size - How large the buttons are: `medium`, `small` or `large`.
 * @attr shape - What outline they have: `round`, `rounded` or `square`.
 * @attr layout - How they stand: `row`, `column`, or `rail`, which floats beside the article where there is room.
 * @fires {ShareEvent} share - The reader shared, or tried to.
 * @fires {GaungErrorEvent} gaungerror - The backend refused, or could not be reached.
 * @csspart label - The text above the row.
 * @csspart button - A link or button of the row.
 * @cssstate stale - The numbers are the last known ones: the backend cannot be reached.
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
  declare native: 'auto' | 'always' | 'never' | null;
  declare max: number | null;
  declare counts: boolean;
  declare popup: boolean;
  declare quote: boolean;
  declare label: string | null;
  declare display: 'icon' | 'label' | 'both' | null;
  declare variant: 'mono' | 'tinted' | 'brand' | null;
  declare size: 'medium' | 'small' | 'large' | null;
  declare shape: 'round' | 'rounded' | 'square' | null;
  declare layout: 'row' | 'column' | 'rail' | null;

  protected readonly reports = 'share';
  #frame: HTMLElement | undefined;
  #frameTree: Tree | undefined;
  #row: HTMLElement | undefined;
  /** What the row looks like, and what it shares: nothing is made anew while both are the same. */
  #look: string | undefined;
  #sharing: Sharing | undefined;
  /** What stands in the row and in its list, by its id. */
  #shown = new Map<NetworkId, ShownItem>();
  /** What was asked for because it was not here. */
  readonly #asked = new Set<NetworkId>();
  #whole: WholeRow | undefined;
  /** Whether only the whole row can show what there is to show. */
  #isBeyond = false;
  /** Whether what only it can show is left out or shown otherwise, because it did not arrive. */
  #isAlone = false;
  /** Settles when the part has come, or not, that the row was waiting for. */
  #coming: Promise<void> | undefined;
  /** Registers the element, as `<share-buttons>` unless another tag is given. */
  static override define(tag = 'share-buttons', registry?: CustomElementRegistry): void {
    super.define(tag, registry);
  }

  /** What is shared by default is the document's page, also where another one is counted. */
  protected override get follows(): boolean {
    return true;
  }

  /** What all rows do when a browser says that their room has changed: one observer serves them all. */
  static readonly #rooms =
    globalThis.ResizeObserver &&
    new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target.scrollWidth <= target.clientWidth) continue;
        target.classList.add('tight');
        const row = (target.getRootNode() as ShadowRoot).host as ShareButtons;
        row.#askWhole();
        row.requestUpdate();
      }
    });

  /** One listener for all items of all rows: it finds the row by where it listens. */
  static readonly #on = (event: Event): void => {
    const row = (event.currentTarget as ShadowRoot).host as ShareButtons;
    if (event.type === 'click') row.#pressed(event as MouseEvent);
    else if (event.type === 'slotchange') row.requestUpdate();
    else row.#expect();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#row && !this.#whole) ShareButtons.#rooms.observe(this.#row);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#row) ShareButtons.#rooms.unobserve(this.#row);
    this.#stop();
    this.#whole?.leave();
  }

  protected override pageChanged(): void {
    this.#stop();
  }

  /** Takes back what is said of the page, and what was opened for it. */
  #stop(): void {
    press.part?.takeBack(this.renderRoot as ShadowRoot);
    this.#whole?.close();
  }

  protected override firstUpdated(): void {
    ShareButtons.#rooms.observe(this.#row!);
    for (const type of ['click', 'slotchange']) this.renderRoot.addEventListener(type, ShareButtons.#on);
    onIntent(this.renderRoot, ShareButtons.#on);
  }

  /** A reader is about to use the row: what that needs is asked for, and once more what did not arrive. */
  #expect(): void {
    void press.get();
    this.#isAlone = false;
    if (this.#isBeyond) this.#askWhole();
  }

  protected override updated(changed: PropertyValues): void {
    this.#isBeyond ||=
      BEYOND.some((name) => this[name]) || this.networks === 'auto' || this.querySelector('share-network') !== null;
    if (this.#isBeyond) this.#askWhole();
    this.#whole?.show(changed);
  }

  /** An update is complete when the part has come that the row needs. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let isComplete = await super.getUpdateComplete();
    while (this.#coming) {
      await this.#coming;
      isComplete = await super.getUpdateComplete();
    }
    return isComplete;
  }

  protected override render(): HTMLElement {
    const { messages, lang } = this.localization;
    const { textLanguage, isLocalizing, networks, display, max } = this;
    const label = this.label ?? messages.shareLabel;
    const look = [label, lang, textLanguage, isLocalizing, networks, display, max].join('\0');
    const sharing = sharingOf(this);
    // Most updates are of numbers, which are none of a row's that shows none.
    if (look === this.#look && (this.#whole || sharing === this.#sharing)) return this.#frame!;
    const tree = frameOf(isLocalizing ? 'upright localizing' : 'upright', label, messages.shareLabel, textLanguage);
    const frame = (this.#frame ??= show(tree) as HTMLElement);
    patch(frame, this.#frameTree ?? tree, tree);
    this.#frameTree = tree;
    this.#row ??= frame.querySelector<HTMLElement>('.row')!;
    this.#look = look;
    this.#sharing = sharing;
    if (!this.#whole) this.#showAlone();
    return frame;
  }

  /** Has the whole row take over once it is here. Where it does not arrive, this one wraps and shows all. */
  #askWhole(): void {
    this.#isBeyond = true;
    if (this.#whole || this.#isAlone) return;
    if (whole.part) {
      ShareButtons.#rooms.unobserve(this.#row!);
      this.#whole = new whole.part.WholeRow(this.#host());
      return;
    }
    this.#coming ??= whole.get().then((part) => {
      this.#coming = undefined;
      if (part) {
        this.requestUpdate();
        return;
      }
      this.#isAlone = true;
      this.#row!.className = 'row wrapped';
      this.#showAlone();
    });
  }

  /** What the whole row is given of this one. */
  #host(): RowHost {
    return {
      ...{ getNetwork, loadNetwork, networkProblem, nameOf, labelOf, shareUrl, warnOnce },
      element: this,
      root: this.renderRoot as ShadowRoot,
      row: this.#row!,
      language: () => this.language,
      localization: () => this.localization,
      shares: () => this.state?.counts?.shares,
      content: () => sharingOf(this).content,
      place: (items, room, last) => this.#place(items, room, last),
      act: (network, content) => void this.#act(network, content),
      shared: (id, outcome) => this.#shared(id, outcome),
    };
  }

  /** The row as it is by default, and as well as it can be where more is wanted that is not here. */
  #showAlone(): void {
    const ids = new Set((this.networks ?? DEFAULT_NETWORKS).split(/[\s,]+/).filter(Boolean));
    if (!navigator.share) ids.delete('native');
    const items = Array.from(ids, (id) => ({ id, network: getNetwork(id) }));
    this.#place(items, this.#isAlone ? items.length : this.max || items.length);
    for (const { id, network } of items) {
      if (network?.lifecycle === 'needs app id') this.#askWhole();
      // Once: what does not come is asked for again by each update otherwise, and makes the next one.
      if (network || this.#asked.has(id)) continue;
      this.#asked.add(id);
      // What does not come is left out by the whole row, which says why.
      void loadNetwork(id)
        .catch(() => undefined)
        .then((loaded) => {
          if (!loaded) this.#askWhole();
          this.#look = undefined; // More than it shows is here.
          this.requestUpdate();
        });
    }
  }

  /** Puts items into the row, as many as have room; the others are made for a list. `last` stands behind them. */
  #place(items: readonly Item[], room: number, last?: Node): ShownItem[] {
    const sharing = sharingOf(this);
    const { messages } = this.localization;
    this.#shown = placeItems(this.#row!, this.#shown, items, {
      ...{ messages, room, last },
      display: this.display === 'label' || this.display === 'both' ? this.display : 'icon',
      hrefOf: (network) => this.#hrefOf(network, sharing),
    });
    return [...this.#shown.values()];
  }

  #hrefOf(network: LinkNetwork, { content, hrefs }: Sharing): string {
    if (this.#whole) return this.#whole.hrefOf(network, content);
    let href = hrefs.get(network);
    if (href === undefined) {
      href = shareUrl(network, content);
      hrefs.set(network, href);
    }
    // Cut by the whole row; until then the network's own form says that it is too long.
    if (network.limits && mayBeTooLong(content, network.limits)) this.#askWhole();
    return href;
  }

  #pressed(event: MouseEvent): void {
    const node = (event.target as Element).closest<HTMLElement>('[data-network]');
    const network = this.#shown.get(node?.dataset.network ?? '')?.network;
    if (!network) return;
    if (isLink(network)) {
      this.#whole?.follow(event, node as HTMLAnchorElement);
      this.#shared(network.id, 'opened');
    } else {
      const { content } = sharingOf(this);
      void this.#act(network, this.#whole?.contentFor(network, content) ?? content);
    }
  }

  async #act(network: ActionNetwork | ServerNetwork, content: ShareContent): Promise<void> {
    const { store, pageKey } = this;
    const { messages, lang } = this.localization;
    const isCopy = 'action' in network && network.action === 'copy';
    const written = isCopy ? writeText(content.url) : undefined;
    const part = press.part ?? (await press.get());
    const done = await part?.perform(network, content, {
      ...{ messages, lang, written, announce, loadNetwork },
      root: this.renderRoot as ShadowRoot,
      opener: this.#whole?.opener,
      storage: browserStorage,
      isKept: mayKeep,
      // The page may have become another meanwhile. What was shared was this one.
      isCurrent: () => pageKey === this.pageKey,
    });
    const isWritten = await written;
    // All that is left to show it by.
    if (isCopy && !part) prompt(isWritten ? messages.copied : messages.copyByHand, content.url);
    const { network: id, outcome } = done ?? { network: network.id, outcome: isWritten ? 'copied' : 'blocked' };
    this.#shared(id, outcome, store, pageKey);
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
