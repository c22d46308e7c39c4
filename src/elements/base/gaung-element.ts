import { type PropertyDeclarations, type PropertyValues, ReactiveElement } from '@lit/reactive-element';
import { type BackendAdapter, GaungError, type Interaction, type PageKey } from '../../contract/index.ts';
import { getLocale, loadLocale, matchLocale } from '../../locales/registry.ts';
import type { EngagementStore, PageState, RefusedInteraction } from '../../store/index.ts';
import { GaungErrorEvent } from '../events/gaung-error-event.ts';
import { backendAt, defaultBackend, onCompose, storeFor } from './backends.ts';
import { requestBackend } from './context.ts';
import { define, VERSION } from './define.ts';
import { languageOf, onLanguageChange } from './language.ts';
import { type Localization, localizationOf } from './localization.ts';
import { followsDocument, isPageLeaving, onPageChange, pageKeyOf } from './page.ts';
import { patch, show, type Tree } from './tree.ts';
import { warnOnce } from './warn.ts';

/**
 * What the three elements share: the page that they count for, the store that they ask, the language that they speak.
 * A move in the DOM is no leave: what happens within one task is one change.
 *
 * @attr page - What is counted: a URL or a bare id; default: the page's canonical URL, as the document navigates.
 * @attr endpoint - The server of this one element; default: the page's.
 * @attr live - Keeps the numbers up to date while the tab is visible.
 * @attr lang - The language of its texts and numbers; default: that of the nearest ancestor.
 * @attr dir - The direction of its texts; default: that of the nearest ancestor.
 * @prop backend - The adapter of this one element.
 */
export abstract class GaungElement extends ReactiveElement {
  static readonly version = VERSION;

  static override properties: PropertyDeclarations = {
    page: {},
    endpoint: {},
    live: { type: Boolean },
    backend: { attribute: false },
  };

  declare page: string | null;
  declare endpoint: string | null;
  declare live: boolean;
  declare backend: BackendAdapter | undefined;

  /** The kind of interaction whose refusals this element reports. */
  protected abstract readonly reports: Interaction['type'];
  protected pageKey: PageKey | undefined;
  protected store: EngagementStore | undefined;
  /** BCP 47 tag of the language that the element stands in. This and the next two are there once it is connected. */
  declare protected language: string;
  /** Its texts and numbers, in the language that it stands in. */
  declare protected localization: Localization;
  /** Whether the language's texts are on their way, so that English ones are not shown for a moment. */
  declare protected isLocalizing: boolean;
  /** What stands in the shadow root, and the tree that it was made of. */
  protected shown: { readonly node: Element; readonly tree?: Tree } | undefined;
  #internals: ElementInternals | undefined;
  #provided: BackendAdapter | undefined;
  #isBound = false;
  #stops: (() => void)[] = [];
  #stopAsking: (() => void) | undefined;
  #stopFollowing: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #reported: Error | RefusedInteraction | undefined;

  constructor() {
    super();
    // Vue takes the value of `<view-counter live>` from the type of what is there: nothing is no boolean to it.
    for (const [name, { type }] of (this.constructor as typeof GaungElement).elementProperties) {
      if (type === Boolean) this[name as 'live'] = false;
    }
  }

  /**
   * Registers the element.
   *
   * @param tag Another name than its own; where two versions meet, the first stays and a warning names both.
   */
  static define(tag: string, registry?: CustomElementRegistry): void {
    define(this as unknown as CustomElementConstructor, tag, registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#stops.length === 0) {
      this.#stops = [onCompose(() => this.#rebind()), onLanguageChange(() => this.#localize())];
    }
    this.#stopAsking?.();
    this.#provided = undefined;
    this.#stopAsking = requestBackend(this, (backend) => {
      this.#provided = backend;
      this.#rebind();
    });
    this.#localize();
    this.#rebind();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stopAsking?.();
      for (const stop of this.#stops) stop();
      this.#stops = [];
      this.#stopFollowing?.();
      this.#stopFollowing = undefined;
      this.#release();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.shadowRoot?.replaceChildren(); // What a server rendered gives way, where no `gaung/hydrate` takes it over.
    return super.createRenderRoot();
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Here and not when connected: by now all that one task sets is set, and one render shows it.
    if (!this.#isBound || ['page', 'endpoint', 'backend'].some((name) => changed.has(name))) this.#bind();
    this.#watch();
    this.toggleState('stale', this.state?.isStale ?? false);
  }

  /** What there is to show: nothing, a tree, or an element that this one keeps up to date by itself. */
  protected abstract render(): Tree | Element | undefined;

  protected override update(changed: PropertyValues): void {
    super.update(changed); // First: `hydrate.js` gives what is rendered its numbers there.
    const now = this.render();
    const { node, tree } = this.shown ?? {};
    if (now === node) return;
    if (now && tree && !(now instanceof Node) && now[0] === tree[0]) {
      patch(node!, tree, now);
      this.shown = { node: node!, tree: now };
      return;
    }
    node?.remove();
    this.shown = now && (now instanceof Node ? { node: now } : { node: show(now), tree: now });
    if (this.shown) this.renderRoot.append(this.shown.node);
  }

  /** What is known of the page now. */
  protected get state(): PageState | undefined {
    return this.pageKey && this.store?.getState(this.pageKey);
  }

  /** The language of the texts, where they are not in the page's own: for the `lang` of what holds them. */
  protected get textLanguage(): string | undefined {
    const { lang } = this.localization;
    return lang === this.language ? undefined : lang;
  }

  /** Turns a custom state of the element on or off, for `:state(name)`; `:--name` before Chrome 125. */
  protected toggleState(name: string, isOn: boolean): void {
    if (!isOn && !this.#internals) return; // As most elements are, and stay.
    this.#internals ??= this.attachInternals();
    const { states } = this.#internals;
    if (!states) return; // Before Safari 17.4.
    try {
      if (isOn) states.add(name);
      else states.delete(name);
    } catch {
      states.add(`--${name}`); // Took only dashed names, and threw at others; deleting one throws nothing.
    }
  }

  /** Called when something that the reader did here was refused. */
  protected refused(_refused: RefusedInteraction): unknown {
    return undefined;
  }

  /** Called before an element that counted for one page is rendered for another: nothing of the former may stay. */
  protected pageChanged(): void {}

  /** Whether the element has to hear when the document turns to another page. */
  protected get follows(): boolean {
    return followsDocument(this.page);
  }

  #rebind(): void {
    this.#isBound = false;
    this.requestUpdate();
  }

  #bind(): void {
    if (!this.isConnected) return;
    this.#isBound = true;
    this.#follow();
    let page: PageKey;
    let store: EngagementStore;
    try {
      const own = this.backend ?? (this.endpoint ? backendAt(this.endpoint) : undefined);
      const backend = own ?? this.#provided ?? defaultBackend();
      if (!backend) throw new GaungError('backend', 'No backend is set. Call configure({ backend }) or set `backend`.');
      page = pageKeyOf(this.page);
      store = storeFor(backend);
    } catch (error) {
      this.#release();
      this.#isBound = true; // Until something changes: told once.
      this.#report(error as Error);
      return;
    }
    if (page === this.pageKey && store === this.store) return;
    // An element that comes while the page is leaving is the next one's already: it waits to be told which that is.
    if (!this.pageKey && !this.page && isPageLeaving()) return;
    if (this.pageKey) this.pageChanged();
    this.#release();
    this.#isBound = true;
    this.pageKey = page;
    this.store = store;
    this.#unsubscribe = store.subscribe(page, () => this.#changed());
    this.#reported = store.getState(page).refused; // Of others, before this element was there.
  }

  #watch(): void {
    const { store, pageKey } = this;
    if (this.live && store && pageKey) this.#unwatch ??= store.watch(pageKey);
    else this.#stopWatching();
  }

  #stopWatching(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  #follow(): void {
    if (this.follows) this.#stopFollowing ??= onPageChange(() => this.#rebind());
    else {
      this.#stopFollowing?.();
      this.#stopFollowing = undefined;
    }
  }

  #release(): void {
    this.#stopWatching();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.pageKey = undefined;
    this.store = undefined;
    this.#isBound = false;
  }

  #changed(): void {
    const { refused, error } = this.state ?? {};
    if (refused && refused !== this.#reported && refused.interaction.type === this.reports) {
      this.#reported = refused;
      const { code, detail, interaction } = refused;
      this.#report(new GaungError('refused', `A ${interaction.type} of ${interaction.page}: ${detail ?? code}`));
      this.refused(refused);
    } else if (error && error !== this.#reported) {
      this.#reported = error;
      this.dispatchEvent(new GaungErrorEvent(error));
    }
    this.requestUpdate();
  }

  #report(error: Error): void {
    warnOnce(error.message);
    this.dispatchEvent(new GaungErrorEvent(error));
  }

  #localize(): void {
    const language = languageOf(this);
    const tag = matchLocale(language);
    const locale = getLocale(tag);
    this.language = language;
    this.localization = localizationOf(language, locale ?? getLocale('en')!);
    this.isLocalizing = !locale;
    this.requestUpdate();
    if (!locale) void loadLocale(tag).then(() => this.#localize());
  }
}
