/** Renders the elements on a server. Needs `parse5`, and for templates of Lit `@lit-labs/ssr`; a page never loads them. */
export type { GivenCounts } from './counts.ts';
export { type RenderOptions, renderToString } from './render-to-string.ts';
export { styleHashes } from './styles.ts';
