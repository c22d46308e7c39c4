import { parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { ELEMENTS } from './styles.ts';

/** A child of an element, as far as elements look at theirs. */
export type Child = Pick<Element, 'localName' | 'textContent' | 'getAttribute'>;

/** An element of ours in markup. */
export interface Found {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Child[];
  /** The nearest `lang`. */
  readonly language: string | undefined;
  /** Whether another server counts for it than for the page: by its own `endpoint` or that of a provider. */
  readonly isElsewhere: boolean;
  /** Where its name ends, and its start tag, in the markup. */
  readonly nameEnd: number;
  readonly startTagEnd: number;
}

/** What a whole document says of itself, as browsers read it. */
export interface Head {
  readonly canonical: string | undefined;
  readonly title: string | undefined;
  readonly image: string | undefined;
}

/** What may stand before a document: comments, and prologs of XML, which browsers take for such. */
const BEFORE = /\s+|<!--(?:-?>|[^]*?--!?>)|<\?[^>]*>/y;

/** A whole document has one of these before anything else; what has none is a piece of one. */
const DOCUMENT_TAG = /<(?:!doctype|html|head|body)\b/iy;

/** One step at a time: a single expression for all of it takes exponential time where many comments stand. */
function isDocument(markup: string): boolean {
  BEFORE.lastIndex = 0;
  do DOCUMENT_TAG.lastIndex = BEFORE.lastIndex;
  while (BEFORE.test(markup));
  return DOCUMENT_TAG.test(markup);
}

const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node;
const attribute = (node: Tree.Element, name: string) => node.attrs.find((one) => one.name === name)?.value;

/** Without recursion, as all that follows the tree: who writes the markup decides how deep it is. */
function textOf(node: Tree.Node): string {
  let text = '';
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('value' in next) text += next.value;
    else if ('childNodes' in next) for (const child of next.childNodes.toReversed()) waiting.push(child);
  }
  return text;
}

/** A template that is a shadow root, rather than one that waits for a script. */
const shadowOf = (node: Tree.Node) =>
  isElement(node) && node.tagName === 'template' && attribute(node, 'shadowrootmode') !== undefined
    ? (node as Tree.Template).content
    : undefined;

interface Surroundings {
  readonly language: string | undefined;
  readonly isElsewhere: boolean;
}

function foundAt(node: Tree.Element, { language, isElsewhere }: Surroundings): Found | undefined {
  const location = node.sourceCodeLocation?.startTag;
  // What has a shadow root was rendered before.
  if (!Object.hasOwn(ELEMENTS, node.tagName) || !location || node.childNodes.some(shadowOf)) return undefined;
  return {
    tag: node.tagName,
    attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
    children: node.childNodes.filter(isElement).map((child) => ({
      localName: child.tagName,
      textContent: textOf(child),
      getAttribute: (name) => attribute(child, name) ?? null,
    })),
    ...{ language, isElsewhere },
    nameEnd: location.startOffset + 1 + node.tagName.length,
    startTagEnd: location.endOffset,
  };
}

/** The elements of ours in markup, in its order, and what its head says. */
export function readMarkup(markup: string): { readonly found: readonly Found[]; readonly head: Head } {
  const options = { sourceCodeLocationInfo: true };
  const tree = isDocument(markup) ? parse(markup, options) : parseFragment(markup, options);
  const found: Found[] = [];
  const said: Record<keyof Head, string | undefined> = { canonical: undefined, title: undefined, image: undefined };
  let title: string | undefined;

  function readHead(node: Tree.Element): void {
    const name = attribute(node, 'property');
    const content = attribute(node, 'content');
    if (node.tagName === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attribute(node, 'rel') ?? ''))
      said.canonical ??= attribute(node, 'href');
    else if (node.tagName === 'title' && node.namespaceURI.endsWith('xhtml')) title ??= textOf(node).trim();
    else if (node.tagName === 'meta' && name === 'og:title') said.title ??= content;
    else if (node.tagName === 'meta' && name === 'og:image') said.image ??= content;
  }

  const waiting: { node: Tree.Node; around: Surroundings }[] = [
    { node: tree, around: { language: undefined, isElsewhere: false } },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, around } = next;
    let within = around;
    let shadow: Tree.Node | undefined;
    if (isElement(node)) {
      const endpoint = node.tagName === 'gaung-provider' || Object.hasOwn(ELEMENTS, node.tagName);
      within = {
        language: attribute(node, 'lang') || around.language,
        isElsewhere: around.isElsewhere || (endpoint && Boolean(attribute(node, 'endpoint'))),
      };
      const one = foundAt(node, within);
      if (one) found.push(one);
      readHead(node);
      shadow = shadowOf(node);
    }
    // The last is the next.
    if ('childNodes' in node)
      for (const child of node.childNodes.toReversed()) waiting.push({ node: child, around: within });
    if (shadow) waiting.push({ node: shadow, around: within });
  }
  // A tree is not in the order of its markup: what must not stand in a table is moved before it.
  found.sort((one, other) => one.nameEnd - other.nameEnd);
  return { found, head: { ...said, title: said.title ?? title } };
}
