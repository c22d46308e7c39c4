import { css, ReactiveElement } from '@lit/reactive-element';
import type { BackendAdapter } from '../../contract/index.ts';
import { backendAt, onCompose } from '../base/backends.ts';
import { type BackendCallback, backendContext, type ContextRequestEvent } from '../base/context.ts';
import { define, VERSION } from '../base/define.ts';
import { warnOnce } from '../base/warn.ts';
import { GaungErrorEvent } from '../events/gaung-error-event.ts';

/** Tells elements that are there already that a provider has come. What `@lit/context` names so, too. */
class ContextProviderEvent extends Event {
  readonly context = backendContext;
  readonly contextTarget: Element;

  constructor(target: Element) {
    super('context-provider', { bubbles: true, composed: true });
    this.contextTarget = target;
  }
}

/**
 * The nearest provider wins; one that has neither attribute nor property leaves the word to the next one above. It makes
 * no box: its children are laid out as if it were not there.
 *
 * @tag gaung-provider
 * @summary Gives all elements below it a backend of their own: for the part of a page that another server counts for.
 *
 * @attr endpoint - The server of the elements below.
 * @prop backend - Their adapter; goes before `endpoint`.
 * @slot - Anything.
 * @fires {GaungErrorEvent} gaungerror - `endpoint` is no address; the next provider, or the page's backend, is used.
 */
export class GaungProvider extends ReactiveElement {
  static readonly version = VERSION;
  static override properties = { endpoint: {}, backend: { attribute: false } };
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  declare endpoint: string | null;
  declare backend: BackendAdapter | undefined;

  /** Who is told of a change, with the way to be told no more that was given to each. */
  readonly #told = new Map<BackendCallback, () => void>();
  #stop: (() => void) | undefined;
  #offered: BackendAdapter | undefined;
  #reported = '';

  constructor() {
    super();
    this.addEventListener('context-request', (event) => this.#answer(event as Event as ContextRequestEvent));
  }

  /** Registers the element, as `<gaung-provider>` unless another tag is given. */
  static define(tag = 'gaung-provider', registry?: CustomElementRegistry): void {
    define(this, tag, registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop ??= onCompose(() => this.#offer());
    this.#offered = this.#backend();
    this.dispatchEvent(new ContextProviderEvent(this));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override updated(): void {
    this.#offer();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(document.createElement('slot'));
    return root;
  }

  /** What it offers now, which an answer in the middle of a task must not wait for. */
  #backend(): BackendAdapter | undefined {
    if (this.backend || !this.endpoint) return this.backend;
    try {
      return backendAt(this.endpoint);
    } catch (error) {
      this.#report(error as Error);
      return undefined;
    }
  }

  #answer(event: ContextRequestEvent): void {
    const { context, callback, subscribe, contextTarget } = event;
    // What it asks itself, as a consumer of a wider provider, it does not answer.
    if (context !== backendContext || (contextTarget ?? event.composedPath()[0]) === this) return;
    const backend = this.#backend();
    if (!backend) return;
    event.stopPropagation();
    if (!subscribe) {
      callback(backend);
      return;
    }
    let stop = this.#told.get(callback);
    if (!stop) {
      stop = () => this.#told.delete(callback);
      this.#told.set(callback, stop);
    }
    callback(backend, stop);
  }

  /** Something changed: those below follow. */
  #offer(): void {
    const backend = this.#backend();
    const before = this.#offered;
    if (backend === before || !this.isConnected) return;
    this.#offered = backend;
    if (backend && before) for (const [callback, stop] of this.#told) callback(backend, stop);
    else {
      // It has something to offer now, or no longer: those below ask anew, here or further up.
      this.#told.clear();
      this.dispatchEvent(new ContextProviderEvent(this));
    }
  }

  #report(error: Error): void {
    if (this.#reported === error.message) return;
    this.#reported = error.message;
    warnOnce(error.message);
    this.dispatchEvent(new GaungErrorEvent(error));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gaung-provider': GaungProvider;
  }
}
