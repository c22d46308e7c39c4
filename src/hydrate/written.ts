import type { Tree } from '../elements/base/tree.ts';

/**
 * Whether a node that a server wrote is all that a tree or a text describes, and nothing else: then an element may go on
 * from it as if it had made it.
 */
export function isWritten(node: Node | undefined, part: Tree | string): boolean {
  if (typeof part === 'string') return node instanceof Text && node.data === part;
  const [tag, attributes, ...content] = part;
  if (!(node instanceof Element) || node.localName !== tag) return false;
  const set = Object.entries(attributes).filter(([, value]) => typeof value === 'string');
  const parts = content.filter((one) => one !== undefined && one !== false && one !== '') as (Tree | string)[];
  const { childNodes } = node;
  return (
    node.attributes.length === set.length &&
    set.every(([name, value]) => node.getAttribute(name) === value) &&
    childNodes.length === parts.length &&
    parts.every((one, at) => isWritten(childNodes[at], one))
  );
}
