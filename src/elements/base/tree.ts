/**
 * What an element shows, as data. It is made once, as a copy of the first of its kind, and what differs at the next
 * rendering is written into it. A server writes the same data as markup: there is one description of both.
 */

/** By name. What is undefined or false is not set. */
export type Attributes = Readonly<Record<string, string | false | undefined>>;

/** An element, a text, or the place of one that is not shown. No two texts stand together: in markup they are one. */
export type Part = Tree | string | false | undefined;

/** An element: its tag, its attributes, and what stands in it. */
export type Tree = readonly [tag: string, attributes: Attributes, ...content: Part[]];

/** Makes the node of a tree or a text. */
export function build(part: Tree | string): ChildNode {
  if (typeof part === 'string') return new Text(part);
  const [tag] = part;
  const isDrawn = tag === 'svg' || tag === 'path';
  const element = document.createElementNS(`http://www.w3.org/${isDrawn ? '2000/svg' : '1999/xhtml'}`, tag);
  patch(element, [tag, {}], part);
  return element;
}

/**
 * Makes of an element that shows one tree the other of the same tag. What others have set on it, or put behind what it
 * shows, stays. Where they took a part away, all are made anew; where they put an element for a text, as translators do,
 * it is a text again when it changes. Parts are found by their place: one that is not shown keeps its own.
 */
export function patch(element: Element, before: Tree, now: Tree): void {
  // By index, here and below: to take what is in both apart costs an index page of 100 bars a millisecond and a half.
  const set = before[1];
  const attributes = now[1];
  for (const name in { ...set, ...attributes }) {
    const value = attributes[name];
    if (value === set[name]) continue;
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
  let node = element.firstChild;
  for (let at = 2; at < Math.max(before.length, now.length); at++) {
    const old = before[at] as Part;
    const part = now[at] as Part;
    if (old && !node) {
      // One is missing, and nobody knows which: all may stand for others.
      element.replaceChildren();
      patch(element, [now[0], attributes], now);
      return;
    }
    const next = old ? node!.nextSibling : node;
    if (old !== part) {
      const isSame = typeof old === 'object' && typeof part === 'object' && old[0] === part[0];
      if (isSame && node!.nodeType === 1) patch(node as Element, old, part);
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
