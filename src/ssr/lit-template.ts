/** Templates of Lit, for pages that are made of them. */
import { ElementRenderer, LitElementRenderer, render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { escapeHtml } from './escape.ts';
import { ELEMENTS } from './styles.ts';

/** What `html` of Lit gives, as far as it can be told by. */
export interface LitTemplate {
  readonly _$litType$: number;
}

/** Leaves our own elements in a template as they are, wherever they are registered: they are rendered afterwards. */
class Opaque extends ElementRenderer {
  readonly #attributes = new Map<string, string>();

  static override matchesClass(_class: unknown, tag: string): boolean {
    return Object.hasOwn(ELEMENTS, tag) || tag === 'gaung-provider';
  }

  override setAttribute(name: string, value: string): void {
    this.#attributes.set(name.toLowerCase(), value);
  }

  override renderAttributes(): string[] {
    return Array.from(this.#attributes, ([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  }
}

/** Renders a template to markup, with our own elements in it as they are. */
export const renderTemplate = (template: LitTemplate): Promise<string> =>
  collectResult(render(template, { elementRenderers: [Opaque, LitElementRenderer] }));
