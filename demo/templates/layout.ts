import { categories } from '../articles/index.ts';
import { type Html, html } from './html.ts';

export interface Page {
  readonly title: string;
  readonly description: string;
  /** Root-relative, so that the demo counts its pages on any host and port; absent for a page that is none. */
  readonly canonical?: string;
  /** ISO date; makes the page an article. */
  readonly published?: string;
  /** Which entry of the navigation this page belongs under. */
  readonly current?: string;
  /** Language of the title and of `main`; the paper around them stays Indonesian. Default: `id`. */
  readonly lang?: 'id' | 'en';
  /** More of the head: a stylesheet, a script that has to run before the elements are defined. */
  readonly head?: Html;
  readonly main: Html;
}

export const PAPER = 'Lazuardi';

function navigation(current: string | undefined): Html {
  const entries: readonly (readonly [href: string, name: string])[] = [
    ['/', 'Laporan Khusus'],
    ['/berita', 'Berita'],
    ...categories.map(({ id, name }) => [`/berita#${id}`, name] as const),
  ];
  return html`<nav class="sections" aria-label="Rubrik">
      <ul class="wrap">
${entries.map(([href, name]) =>
  href === current
    ? html`        <li><a href="${href}" aria-current="true">${name}</a></li>`
    : html`        <li><a href="${href}">${name}</a></li>`,
)}
      </ul>
    </nav>`;
}

// Open Graph wants absolute addresses for og:url and og:image. This demo does not know its own; a real site does.
function head(page: Page): Html {
  const { canonical, published, lang } = page;
  return html`<meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.title}</title>
  <meta name="description" content="${page.description}">
  ${canonical ? html`<link rel="canonical" href="${canonical}">` : html`<meta name="robots" content="noindex">`}
  <meta property="og:site_name" content="${PAPER}">
  <meta property="og:locale" content="${lang === 'en' ? 'en_GB' : 'id_ID'}">
  <meta property="og:type" content="${published ? 'article' : 'website'}">
  <meta property="og:title" content="${page.title}">
  <meta property="og:description" content="${page.description}">
  ${published ? html`<meta property="article:published_time" content="${published}">` : undefined}
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" content="#fcfbf8" media="(prefers-color-scheme: light)">
  <meta name="theme-color" content="#12151a" media="(prefers-color-scheme: dark)">
  <link rel="icon" href="/img/lambang.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/demo.css">
  <noscript><link rel="stylesheet" href="/without-scripts.css"></noscript>
  ${page.head}
  <script type="module" src="/gaung.js"></script>`;
}

export function layout(page: Page): string {
  const { lang = 'id' } = page;
  const { markup } = html`<!doctype html>
<html lang="${lang}">
<head>
  ${head(page)}
</head>
<body>
  <a class="skip" href="#isi">${lang === 'id' ? 'Langsung ke isi' : 'Skip to content'}</a>
  <header class="masthead" lang="id">
    <div class="masthead-top wrap">
      <p>Terbit setiap hari</p>
      <a class="nameplate" href="/berita"><img src="/img/lambang.svg" alt="" width="64" height="64">${PAPER}</a>
      <p>Warta negeri kepulauan</p>
    </div>
    ${navigation(page.current)}
  </header>
  <main id="isi" tabindex="-1">
${page.main}
  </main>
  <footer class="footer" lang="id">
    <div class="wrap">
      <p class="nameplate"><img src="/img/lambang.svg" alt="" width="64" height="64" loading="lazy">${PAPER}</p>
      <p>${PAPER} adalah surat kabar rekaan. Semua berita, nama, dan tempat di dalamnya dikarang untuk memperagakan Gaung: tombol bagikan, penghitung pembaca, dan bilah reaksi bagi halaman berita.</p>
      <ul>
        <li><a href="/">Laporan khusus</a></li>
        <li><a href="/berita">Semua berita</a></li>
        <li><a href="/playground" hreflang="en">Ruang coba Gaung</a></li>
      </ul>
    </div>
  </footer>
</body>
</html>
`;
  return markup.replaceAll(/^\s*\n/gm, '');
}
