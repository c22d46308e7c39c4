import { html, nothing, type TemplateResult } from 'lit';
import type { NetworkId } from '../../contract/index.ts';
import type { ActionNetwork, LinkNetwork, Network, ShareContent } from '../../networks/network.ts';
import { getNetwork, loadNetwork, networkIds } from '../../networks/registry.ts';
import { cleanUrl, shareContent } from '../../networks/share-content.ts';
import { shareUrl } from '../../networks/share-url.ts';
import { announce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { fill } from '../base/intl.ts';
import { canonicalUrl } from '../base/page.ts';
import { oneOf, warnOnce } from '../base/warn.ts';
import { ShareEvent, type ShareOutcome } from '../events/share-event.ts';
import { copyText } from './clipboard.ts';
import { shareButtonsStyles } from './share-buttons.styles.ts';

const DISPLAYS = ['icon', 'label', 'both'] as const;
const DEFAULT_NETWORKS = 'whatsapp facebook x telegram copy';
/** How long "Link copied" stays in sight, in ms. */
const TOAST_MS = 3000;

/**
 * @summary A row of links that share the page: real links, which contact no network before the reader clicks.
 *
 * @attr networks - Ids, separated by spaces; default: whatsapp facebook x telegram copy.
 * @attr url - What is shared; default: the page's canonical URL.
 * @attr share-title - Its title; default: the page's.
 * @attr share-text - A longer text, for networks that take one.
 * @attr via - An account to name, for networks that do.
 * @attr hashtags - Separated by spaces or commas, for networks that take them.
 * @attr label - The text above the row; empty to hide it from sight.
 * @attr display - `icon`, `label` or `both`.
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
    label: {},
    display: {},
    copyState: { state: true },
  };
  static override styles = [baseStyles, shareButtonsStyles];

  declare networks: string | null;
  declare url: string | null;
  declare shareTitle: string | null;
  declare shareText: string | null;
  declare via: string | null;
  declare hashtags: string | null;
  declare label: string | null;
  declare display: (typeof DISPLAYS)[number] | null;
  /** What the reader sees of the last attempt to copy. */
  declare protected copyState: 'copied' | 'by-hand' | undefined;

  protected readonly reports = 'share';
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #missing = new Set<NetworkId>();

  /** Registers the element, as `<share-buttons>` unless another tag is given. */
  static override define(tag = 'share-buttons', registry?: CustomElementRegistry): void {
    super.define(tag, registry);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#toastTimer);
    this.copyState = undefined;
  }

  protected override render(): TemplateResult {
    const { messages } = this;
    const label = this.label ?? messages.shareLabel;
    const content = this.#content();
    const ids = [...new Set((this.networks ?? DEFAULT_NETWORKS).split(/[\s,]+/).filter(Boolean))];
    return html`
      <div class=${this.isLocalizing ? 'localizing' : ''} role="group" aria-label=${label || messages.shareLabel}>
        ${label ? html`<p part="label" class="label text">${label}</p>` : nothing}
        <div class="row">${ids.map((id) => this.#renderNetwork(id, content))}</div>
        ${this.copyState === 'by-hand' ? this.#renderByHand(content) : nothing}
      </div>
    `;
  }

  /** What is shared, clean: a hostile or broken `url` gives way to the page's own. */
  #content(): ShareContent {
    const own = cleanUrl(this.url, location.href);
    if (this.url && !own)
      warnOnce(`url="${this.url.slice(0, 200)}" is no http or https URL; the page's own is shared.`);
    return shareContent({
      url: own ?? canonicalUrl(),
      title:
        this.shareTitle ??
        document.querySelector('meta[property="og:title"]')?.getAttribute('content') ??
        document.title,
      text: this.shareText,
      via: this.via,
      hashtags: this.hashtags,
    });
  }

  #renderNetwork(id: NetworkId, content: ShareContent) {
    const network = getNetwork(id);
    if (!network) {
      if (this.#missing.has(id)) return nothing;
      this.#load(id);
      return html`<span class="button" aria-hidden="true"></span>`; // keeps the place of what is on its way
    }
    if (!('action' in network)) return this.#renderLink(network, content);
    if (network.action === 'native' && !navigator.share) return nothing;
    return this.#renderAction(network, content);
  }

  #load(id: NetworkId): void {
    if (!networkIds().includes(id)) {
      this.#missing.add(id);
      warnOnce(`The network "${id}" is unknown and left out. Known are: ${networkIds().toSorted().join(', ')}.`);
      this.requestUpdate();
      return;
    }
    loadNetwork(id)
      .catch((error: unknown) => {
        this.#missing.add(id);
        warnOnce(`The network "${id}" did not load and is left out: ${String(error)}`);
      })
      .finally(() => this.requestUpdate());
  }

  #renderLink(network: LinkNetwork, content: ShareContent) {
    const { messages } = this;
    const name = network.id === 'email' ? messages.shareByEmail : fill(messages.shareOn, { network: network.name });
    const href = shareUrl(network, content);
    const isWeb = href.startsWith('https:');
    return html`<a
      part="button"
      class=${this.#buttonClass}
      data-network=${network.id}
      href=${href}
      target=${isWeb ? '_blank' : nothing}
      rel=${isWeb ? 'noopener' : nothing}
      aria-label=${name}
      @click=${() => this.#shared(network.id, 'opened')}
      >${this.#renderFace(network, network.id === 'email' ? messages.email : network.name)}</a
    >`;
  }

  #renderAction(network: ActionNetwork, content: ShareContent) {
    const { messages } = this;
    const isCopy = network.action === 'copy';
    const isDone = isCopy && this.copyState === 'copied';
    return html`<button
        part="button"
        type="button"
        class="${this.#buttonClass} ${isDone ? 'done' : ''}"
        data-network=${network.id}
        aria-label=${isCopy ? messages.copyLink : messages.shareNative}
        @click=${() => (isCopy ? this.#copy(content) : this.#shareNative(content))}
      >
        ${this.#renderFace(network, isCopy ? messages.copy : messages.native)}
      </button>
      ${isDone ? html`<span class="toast" aria-hidden="true">${messages.copied}</span>` : nothing}`;
  }

  get #buttonClass(): string {
    return this.display === 'label' || this.display === 'both' ? 'button with-label' : 'button';
  }

  #renderFace(network: Network, name: string) {
    const display = oneOf('display', this.display, DISPLAYS);
    const icon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${network.icon} /></svg>`;
    return html`${display === 'label' ? nothing : icon}${display === 'icon' ? nothing : html`<span class="text">${name}</span>`}`;
  }

  #renderByHand({ url }: ShareContent) {
    return html`<label class="by-hand">
      ${this.messages.copyByHand}
      <input readonly .value=${url} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
    </label>`;
  }

  async #copy({ url }: ShareContent): Promise<void> {
    const isCopied = await copyText(url, this.renderRoot);
    clearTimeout(this.#toastTimer);
    this.copyState = isCopied ? 'copied' : 'by-hand';
    announce(isCopied ? this.messages.copied : this.messages.copyByHand, this.language);
    this.#shared('copy', isCopied ? 'copied' : 'blocked');
    if (isCopied) {
      this.#toastTimer = setTimeout(() => {
        this.copyState = undefined;
      }, TOAST_MS);
      return;
    }
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  async #shareNative({ url, title, text }: ShareContent): Promise<void> {
    try {
      await navigator.share({ url, title, ...(text && { text }) });
      this.#shared('native', 'completed');
    } catch (error) {
      // The reader closed the sheet: no failure. Anything else is the browser's refusal.
      this.#shared('native', (error as Error).name === 'AbortError' ? 'cancelled' : 'blocked');
    }
  }

  /** Tells the page; a share that happened is counted, after its target was opened. */
  #shared(network: NetworkId, outcome: ShareOutcome): void {
    this.dispatchEvent(new ShareEvent(network, outcome));
    if (outcome === 'cancelled' || outcome === 'blocked') return;
    const { store, pageKey } = this;
    if (store && pageKey) store.share(pageKey, network);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'share-buttons': ShareButtons;
  }
}
