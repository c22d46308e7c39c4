import type { Tree } from '../elements/base/tree.ts';
import { escapeHtml, openTag } from './escape.ts';

/** What has no end tag. */
const VOID: ReadonlySet<string> = new Set(['img']);

/** What an element shows, as markup. Nothing of it is taken for markup but the tree itself. */
export function markupOf([tag, attributes, ...content]: Tree): string {
  const open = openTag(tag, attributes);
  if (VOID.has(tag)) return open;
  const inside = content.map((part) => (typeof part === 'string' ? escapeHtml(part) : part ? markupOf(part) : ''));
  return `${open}${inside.join('')}</${tag}>`;
}
