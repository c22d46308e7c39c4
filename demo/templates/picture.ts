import { arts } from '../art/index.ts';
import { type Html, html } from './html.ts';

interface Options {
  /** Without words, because the headline beside it says it all. */
  readonly decorative?: boolean;
  /** The first picture of a page is not put off. */
  readonly first?: boolean;
}

/** A drawing: by day, or by night for readers of the dark colour scheme. */
export function picture(name: string, { decorative = false, first = false }: Options = {}): Html {
  const art = arts[name];
  if (!art) throw new Error(`No drawing "${name}".`);
  return html`<picture>
  <source srcset="/img/${name}-malam.svg" media="(prefers-color-scheme: dark)">
  <img src="/img/${name}.svg" alt="${decorative ? '' : art.alt}" width="${art.width}" height="${art.height}" ${first ? html`fetchpriority="high"` : html`loading="lazy"`}>
</picture>`;
}
