import type { NetworkId } from '../../contract/index.ts';
import type { Messages } from '../../locales/locale.ts';
import type { LinkNetwork, Network } from '../../networks/network.ts';
import { fill } from '../base/localization.ts';

/** What a row shows: a network that is here, or the place of one on its way. */
export interface Item {
  readonly id: NetworkId;
  readonly network?: Network | undefined;
}

export type Display = 'icon' | 'label' | 'both';

/** What is to be seen of an item. */
export interface ItemView {
  readonly messages: Messages;
  readonly display: Display;
  /** Where its link leads; undefined for a button. */
  readonly href: string | undefined;
}

/** An item that stands in the row or in the list, and stays the same element as long as it is of one network. */
export interface ShownItem {
  readonly node: HTMLElement;
  readonly network: Network | undefined;
  /** What its face was made of. */
  look: string;
  href: string | undefined;
}

export const isLink = (network: Network | undefined): network is LinkNetwork => !!network && 'target' in network;

const ownText = (texts: Readonly<Record<string, string>>, id: string) =>
  Object.hasOwn(texts, id) ? texts[id] : undefined;

/** What a reader calls it: actions in their language, networks as their owners write them. */
export function nameOf({ id, network }: Item, { email, copy, native, print, qr }: Messages): string {
  return ownText({ email, copy, native, print, qr }, id) ?? network?.name ?? id;
}

/** What a screen reader says of it. */
export function labelOf(item: Item, messages: Messages): string {
  const { id, network } = item;
  const name = nameOf(item, messages);
  return (
    ownText({ email: messages.shareByEmail, copy: messages.copyLink, native: messages.shareNative }, id) ??
    (network && 'action' in network && network.action !== 'fediverse'
      ? name
      : fill(messages.shareOn, { network: name }))
  );
}

function make(tag: string, attributes: Readonly<Record<string, string>>, text = ''): HTMLElement {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]!);
  element.textContent = text;
  return element;
}

function makeIcon(d: string): SVGElement {
  const [svg, path] = ['svg', 'path'].map((tag) => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg!.setAttribute('viewBox', '0 0 24 24');
  svg!.setAttribute('aria-hidden', 'true');
  path!.setAttribute('d', d);
  svg!.append(path!);
  return svg as SVGElement;
}

/** Gives an element its name, its icon and its words. */
function dress(node: HTMLElement, item: Item, { messages, display }: ItemView): void {
  const { network } = item;
  node.className = `button ${display === 'icon' ? '' : 'with-label'}`;
  if (!network) return;
  const name = nameOf(item, messages);
  node.setAttribute('aria-label', labelOf(item, messages));
  node.replaceChildren();
  if (display !== 'label') {
    const { icon } = network;
    node.append(icon ? makeIcon(icon) : make('span', { class: 'letter', 'aria-hidden': 'true' }, [...name][0]));
  }
  if (display !== 'icon') node.append(make('span', { class: 'text' }, name));
}

function makeItem({ id, network }: Item, href: string | undefined): HTMLElement {
  if (!network) return make('span', { 'data-place': id, 'aria-hidden': 'true' });
  const common = { part: 'button', 'data-network': id };
  if (href === undefined) return make('button', { ...common, type: 'button' });
  return make('a', /^https?:/.test(href) ? { ...common, target: '_blank', rel: 'noopener' } : common);
}

/** The last of each network, made once: rows show copies, which cost a browser less than what is made anew. */
const models = new WeakMap<Network, { readonly node: HTMLElement; look: string }>();

/**
 * Shows a link, a button, or the place of what is on its way.
 *
 * @param before What was shown of it until now.
 */
export function showItem(item: Item, view: ItemView, before: ShownItem | undefined): ShownItem {
  const { network } = item;
  const { display, messages, href } = view;
  const look = `${display} ${nameOf(item, messages)} ${messages.shareOn}`;
  let shown = before?.network === network ? before : undefined;
  if (!shown) {
    let model = network && models.get(network);
    if (!model) {
      model = { node: makeItem(item, href), look: '' };
      if (network) models.set(network, model);
    }
    if (model.look !== look) dress(model.node, item, view);
    model.look = look;
    shown = { node: model.node.cloneNode(true) as HTMLElement, network, look, href: undefined };
  }
  if (shown.look !== look) dress(shown.node, item, view);
  shown.look = look;
  if (href !== undefined && href !== shown.href) shown.node.setAttribute('href', href);
  shown.href = href;
  return shown;
}
