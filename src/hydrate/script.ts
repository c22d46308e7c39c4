/**
 * The same for pages that load `gaung.js` by a script tag: a module of its own, which stands before that one. It has no
 * copy of the elements' code: they make their own nodes out of sight, and these take the place of the server's once they
 * are in their language and complete.
 */
import type { PropertyValues, ReactiveElement } from '@lit/reactive-element';
import { type Internals, keepNumbers, replace } from './internals.ts';
import { rememberPress, show } from './place.ts';
import { parseRendered, RENDERED_ATTRIBUTE, type Rendered } from './rendered.ts';

/** What there is to do for an element that shows what a server rendered. */
interface Pending {
  readonly rendered: Rendered;
  readonly before: readonly ChildNode[];
  readonly press: () => void;
}

const pending = new WeakMap<Internals, Pending>();

function pend(element: Internals): void {
  const root = element.shadowRoot;
  const rendered = root && !element.hasUpdated && parseRendered(element.getAttribute(RENDERED_ATTRIBUTE));
  if (!rendered || pending.has(element)) return;
  pending.set(element, { rendered, before: [...root.childNodes], press: rememberPress(root) });
  root.replaceChildren = () => {}; // What there is must not give way yet.
}

/** Whether an element shows what it should, rather than the place of it: its texts, its looks, its pictures. */
const isComplete = ({ isLocalizing }: Internals, own: readonly ChildNode[]) =>
  !isLocalizing && !own.some((node) => node instanceof Element && node.matches('.coming,.drawing'));

/**
 * Lit's own hook: it is called with the class of all elements before the first of them is defined, once for each Lit of a
 * page. Elements of others stay as they are: nothing of them is pending.
 */
function support({ ReactiveElement: reactiveElement }: { readonly ReactiveElement: typeof ReactiveElement }): void {
  const prototype = reactiveElement.prototype as unknown as Internals;
  const { connectedCallback, createRenderRoot, performUpdate, update } = prototype;

  prototype.connectedCallback = function (this: Internals) {
    pend(this);
    connectedCallback.call(this);
  };

  prototype.createRenderRoot = function (this: Internals) {
    const root = createRenderRoot.call(this);
    if (pending.has(this)) Reflect.deleteProperty(root, 'replaceChildren');
    return root;
  };

  // Elements call it before they render, when they know their page.
  prototype.update = function (this: Internals, changed: PropertyValues) {
    const { rendered } = pending.get(this) ?? {};
    if (rendered && !this.hasUpdated) keepNumbers(this, rendered);
    update.call(this, changed);
  };

  prototype.performUpdate = function (this: Internals) {
    performUpdate.call(this);
    const { before, press } = pending.get(this) ?? {};
    if (!before || !press) return;
    const own = [...this.renderRoot.childNodes].filter((node) => !before.includes(node));
    if (isComplete(this, own)) {
      pending.delete(this);
      replace(this, before, press);
    } else for (const node of own) show(node, false);
  };
}

const hooks = globalThis as { reactiveElementPolyfillSupport?: typeof support };
const { reactiveElementPolyfillSupport: other } = hooks;
hooks.reactiveElementPolyfillSupport = (lit) => {
  other?.(lit);
  support(lit);
};
