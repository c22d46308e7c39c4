import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { BackendAdapter, PageCounts } from '../../src/contract/index.ts';
import { type RenderOptions, renderToString } from '../../src/ssr/index.ts';

export { warnings } from '../warnings.ts';

export const URL_OF_PAGE = 'https://news.example/a';

/** An element as a browser would read it, its shadow root's content in it. */
export class Node {
  readonly #node: Tree.Node;

  constructor(node: Tree.Node) {
    this.#node = node;
  }

  get tag(): string {
    return 'tagName' in this.#node ? this.#node.tagName : '';
  }

  get children(): Node[] {
    const node = this.#node as Tree.Template;
    const nodes: readonly Tree.Node[] = [...(node.content ? node.content.childNodes : []), ...(node.childNodes ?? [])];
    return nodes.filter((one) => 'tagName' in one).map((one) => new Node(one));
  }

  get text(): string {
    const collect = (node: Tree.Node): string =>
      'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(collect).join('') : '';
    return collect(this.#node);
  }

  get attributes(): string[] {
    return 'attrs' in this.#node ? this.#node.attrs.map(({ name }) => name) : [];
  }

  attribute(name: string): string | undefined {
    return 'attrs' in this.#node ? this.#node.attrs.find((one) => one.name === name)?.value : undefined;
  }

  /** All elements below it that fit, in shadow roots too. */
  all(fits: (node: Node) => boolean): Node[] {
    return this.children.flatMap((child) => [...(fits(child) ? [child] : []), ...child.all(fits)]);
  }

  tags(tag: string): Node[] {
    return this.all((node) => node.tag === tag);
  }

  /** The text of what has a class. */
  texts(name: string): string[] {
    return this.all((node) => (node.attribute('class') ?? '').split(' ').includes(name)).map(({ text }) => text);
  }
}

export const read = (markup: string): Node => new Node(parse(markup));

/** What becomes of some elements on a page. */
export async function rendered(elements: string, options: RenderOptions = {}): Promise<Node> {
  return read(await renderToString(elements, { url: URL_OF_PAGE, ...options }));
}

/** A backend that knows some pages, and tells what it was asked for. */
export function backendOf(
  known: Readonly<Record<string, PageCounts>>,
  capabilities: Partial<BackendAdapter['capabilities']> = {},
): BackendAdapter & { readonly asked: string[][] } {
  const asked: string[][] = [];
  return {
    asked,
    id: 'test',
    capabilities: {
      ...{ views: true, shares: true, reactions: true, undo: true, idempotent: true, multiple: false, live: false },
      ...capabilities,
    },
    async read(pages) {
      asked.push([...pages]);
      return new Map(pages.flatMap((page) => (known[page] ? [[page, known[page]] as const] : [])));
    },
    record() {
      throw new Error('A server records nothing.');
    },
  };
}
