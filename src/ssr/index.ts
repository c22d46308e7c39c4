/** Renders the elements on a server. Needs `@lit-labs/ssr`, `@lit-labs/ssr-client` and `parse5`, which a page never loads. */
export type { GivenCounts } from './counts.ts';
export { type RenderOptions, renderToString } from './render-to-string.ts';
export { styleHashes } from './styles.ts';
