import type { PageKind, Variant } from './variants.ts';

/** How many articles the index has, and with that, pages whose counts it shows. */
export const ARTICLES = 100;

/** The page keys of the index, sorted. */
export const PAGES: readonly string[] = Array.from(
  { length: ARTICLES },
  (_, index) => `article-${index + 1}`,
).toSorted();

/** The page key of the article page. */
export const ARTICLE = PAGES[0]!;

/** All numbers are the same everywhere, so that what shows them has the same work. */
export const COUNTS = { views: 1206, reactions: { love: 3, wow: 1 } } as const;

const TEXT = '<p>The ferry that links the two shores runs again since this morning, an hour late and full.</p>';

/** The room that README.md tells a page to keep until the script is there; the others' is kept by the articles. */
const ROOM = `share-buttons:not(:defined) { display: block; min-block-size: calc(1.6625em + max(44px, 2.75em)); }
view-counter:not(:defined) { display: inline-block; min-inline-size: 10em; }
reaction-bar:not(:defined) { display: block; min-block-size: calc(9.75em + 2px); }`;

/** Every article is as high as the highest, so that all variants scroll just as far past as much. */
const STYLE = `<style>body { font: 16px/1.5 sans-serif; margin: 0 auto; max-inline-size: 40rem }
article { block-size: 30rem; overflow: hidden }
${ROOM}</style>`;

/** What stands in the head of a page of this variant. */
function head(variant: Variant): string {
  const module = (path: string) => `<script type="module" src="${path}"></script>`;
  const ownEndpoint = (path: string) => `<script defer src="${path}" data-endpoint="/floor"></script>`;
  const heads: Readonly<Record<Variant, string>> = {
    none: '',
    floor: ownEndpoint('/floor.js'),
    lit: ownEndpoint('/lit.js'),
    gaung: module('/gaung.js'),
    peers: `<link rel="stylesheet" href="/shareon.css"><link rel="stylesheet" href="/waline.css">
      <script defer init src="/shareon.js"></script>${module('/peers.js')}`,
  };
  return heads[variant];
}

function widgets(variant: Variant, page: string, isReadonly: boolean): string {
  const readonly = isReadonly ? ' readonly' : '';
  if (variant === 'peers') {
    const links = ['whatsapp', 'facebook', 'twitter', 'telegram', 'email'].map((id) => `<a class="${id}">${id}</a>`);
    return `<div class="shareon" data-url="https://news.example/${page}">${links.join('')}</div>
      <span class="waline-pageview-count" data-path="/${page}">&nbsp;</span><div id="waline"></div>`;
  }
  const isOurs = variant === 'gaung' || variant === 'none';
  const [share, views, reactions] = isOurs
    ? ['share-buttons', 'view-counter', 'reaction-bar']
    : ['floor-share', 'floor-views', 'floor-reactions'];
  return `<${share} page="${page}"></${share}><${views}${readonly} page="${page}"></${views}>
    <${reactions} page="${page}"></${reactions}>`;
}

function body(kind: PageKind, variant: Variant): string {
  if (kind === 'article') {
    return `<h1>The ferry runs again</h1>${TEXT.repeat(5)}<article>${widgets(variant, ARTICLE, false)}</article>
      ${TEXT.repeat(40)}`;
  }
  return PAGES.map((page) => `<article><h2>News of ${page}</h2>${TEXT}${widgets(variant, page, true)}</article>`).join(
    '\n',
  );
}

/** The HTML of a page: the same for all variants but for their tags and their scripts. */
export function pageOf(kind: PageKind, variant: Variant): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${STYLE}${head(variant)}</head>
<body>${body(kind, variant)}</body></html>`;
}
