/**
 * Takes over what `gaung/ssr` rendered, without rendering it anew and without asking for the numbers again. Imported
 * before `gaung/define`, by pages that were rendered so. Where this page is another one than the server's (a new version,
 * another language, other attributes) the elements are rendered afresh, at the same moment, and nothing is seen of it.
 */
import { type PropertyValues, ReactiveElement } from '@lit/reactive-element';
import { VERSION } from '../elements/base/define.ts';
import { GaungElement } from '../elements/base/gaung-element.ts';
import { warnOnce } from '../elements/base/warn.ts';
import { loadLocale, matchLocale } from '../locales/registry.ts';
import { type Internals, keepNumbers, replace } from './internals.ts';
import { loadLooks } from './looks.ts';
import { rememberPress } from './place.ts';
import { parseRendered, RENDERED_ATTRIBUTE, type Rendered, settingsOf } from './rendered.ts';
import { pageStateOf, stateFrom } from './states.ts';
import { isWritten } from './written.ts';

/** What there is to do when an element takes over what a server rendered. */
interface Pending {
  readonly rendered: Rendered;
  readonly press: () => void;
  /** The looks of a bar, where it has others than by itself. */
  looks?: Awaited<ReturnType<typeof loadLooks>>;
}

/** Elements that show what a server rendered. */
const pending = new WeakMap<Internals, Pending>();

const prototype = GaungElement.prototype as unknown as Internals;
const { createRenderRoot, scheduleUpdate, update } = prototype;

prototype.createRenderRoot = function (this: Internals) {
  const { shadowRoot } = this;
  const rendered = parseRendered(this.getAttribute(RENDERED_ATTRIBUTE));
  if (!shadowRoot || !rendered) return createRenderRoot.call(this);
  pending.set(this, { rendered, press: rememberPress(shadowRoot) });
  // Past the element's own, which would empty it.
  return (ReactiveElement.prototype as unknown as Internals).createRenderRoot.call(this);
};

prototype.scheduleUpdate = async function (this: Internals) {
  const waiting = pending.get(this);
  if (waiting) {
    // Until then what the server rendered stands there, in its language and with its looks.
    await loadLocale(matchLocale(this.language));
    if (waiting.rendered.looks) waiting.looks = await loadLooks(this);
  }
  await scheduleUpdate.call(this);
};

prototype.update = function (this: Internals, changed: PropertyValues) {
  const waiting = pending.get(this);
  if (!waiting) {
    update.call(this, changed);
    return;
  }
  const { rendered, press } = waiting;
  pending.delete(this);
  const before = [...this.renderRoot.childNodes];
  if (isAsRendered(this, rendered) && takeOver(this, waiting)) {
    keepNumbers(this, rendered);
    update.call(this, changed);
    // It has adopted its own by now.
    for (const node of before) if (node instanceof HTMLStyleElement) node.remove();
    press();
    return;
  }
  keepNumbers(this, rendered);
  update.call(this, changed);
  replace(this, before, press);
};

/** Whether the element would render here what it rendered there. */
function isAsRendered(element: Internals, { version, page, language, settings }: Rendered): boolean {
  return (
    version === VERSION &&
    page === (element.pageKey ?? null) &&
    language === element.language &&
    settings === settingsOf(element)
  );
}

/** Makes what is there the element's own. False where it is not what it should be; then nothing of it may stay. */
function takeOver(element: Internals, { rendered: { counts }, looks }: Pending): boolean {
  // What the server knew, and nothing of this reader: the next render shows that.
  stateFrom(element, () => pageStateOf(counts));
  try {
    const tree = element.render();
    if (tree instanceof Element) return false; // A share row makes its own nodes.
    const nodes = [...element.renderRoot.childNodes].filter((node) => !(node instanceof HTMLStyleElement));
    const [node] = nodes;
    const isSame = tree && node ? nodes.length === 1 && isWritten(node, tree) : nodes.length === 0 && !tree;
    if (!isSame) warnOnce(`<${element.localName}> was rendered otherwise by the server, and is rendered anew.`);
    else if (tree && node) element.shown = { node: node as Element, tree };
    return isSame;
  } finally {
    Reflect.deleteProperty(element, 'state');
    looks?.thaw(element as never); // A closed bar keeps what it shows first.
  }
}
