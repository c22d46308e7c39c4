/**
 * What an element shows, as data. It is made once, as a copy of the first of its kind, and what differs at the next
 * rendering is written into it. A server writes the same data as markup: there is one description of both.
 */

/** By name. What is undefined or false is not set. */
export type Attributes = Readonly<Record<string, string | false | undefined>>;

/** An element, a text, or the place of one that is not shown. */
export type Part = Tree | string | false | undefined;

/** An element: its tag, its attributes, and what stands in it. */
export type Tree = readonly [tag: string, attributes: Attributes, ...content: Part[]];

/** Makes an element, of a drawing where it is one. */
export function make(tag: string, attributes: Attributes, ...content: readonly (Node | string)[]): HTMLElement {
  const isDrawn = tag === 'svg' || tag === 'path';
  const element = document.createElementNS(`http://www.w3.org/${isDrawn ? '2000/svg' : '1999/xhtml'}`, tag);
  setAttributes(element, {}, attributes);
  element.append(...content);
  return element as HTMLElement;
}

function setAttributes(element: Element, before: Attributes, now: Attributes): void {
  for (const name in { ...before, ...now }) {
    const value = now[name];
    if (value === before[name]) continue;
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
}

/** Makes the node of a tree or a text. */
export function build(part: Tree | string): ChildNode {
  if (typeof part === 'string') return new Text(part);
  const element = make(part[0], {});
  patch(element, [part[0], {}], part);
  return element;
}

/** Makes of an element that shows one tree the other of the same tag. What others have set on it stays. */
export function patch(element: Element, before: Tree, now: Tree): void {
  setAttributes(element, before[1], now[1]);
  let node = element.firstChild;
  for (let at = 2; at < Math.max(before.length, now.length); at++) {
    const old = before[at] as Part;
    const part = now[at] as Part;
    const next = old ? node!.nextSibling : node;
    if (old !== part) {
      if (typeof old === 'object' && typeof part === 'object' && old[0] === part[0]) patch(node as Element, old, part);
      else if (node instanceof Text && old && typeof part === 'string' && part) node.data = part;
      else {
        if (old) node!.remove();
        if (part) element.insertBefore(build(part), next);
      }
    }
    node = next;
  }
}

/** The first of each tag that was shown. */
const models = new Map<string, { readonly tree: Tree; readonly element: Element }>();

/** Makes the element of a tree. It looks much like the first of its kind, and a copy of that costs a browser least. */
export function show(tree: Tree): Element {
  const [tag] = tree;
  let model = models.get(tag);
  if (!model) {
    model = { tree, element: build(tree) as Element };
    models.set(tag, model);
  }
  const element = model.element.cloneNode(true) as Element;
  patch(element, model.tree, tree);
  return element;
}
