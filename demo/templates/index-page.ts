import { categories, type Story, stories, story } from '../articles/index.ts';
import { feature } from '../feature.ts';
import { card } from './card.ts';
import { type Html, html, longDate } from './html.ts';
import { layout, PAPER } from './layout.ts';

const LEAD = 'kapal-pustaka-singgah-di-dua-puluh-pulau';
const SECOND = [
  'bank-sampah-gang-melati-olah-dua-ton-sebulan',
  'senam-lansia-di-atap-pasar',
  'katak-sebesar-kuku-ditemukan-di-gunung-sagara',
  'harga-cabai-rawit-naik-pedagang-kurangi-sambal',
];

/** The first story with a drawing leads its section. */
function section(id: string, name: string, shown: readonly Story[]): Html {
  const leading = shown.find(({ art }) => art);
  const rest = shown.filter((item) => item !== leading);
  return html`<section class="section wrap" id="${id}" aria-labelledby="judul-${id}">
  <h2 class="section-title" id="judul-${id}">${name}</h2>
  <div class="section-grid">
${leading ? card(leading, { level: 3, variant: 'large' }) : undefined}
${rest.map((item) => card(item, { level: 3 }))}
  </div>
</section>`;
}

export function indexPage(): string {
  const top = new Set([LEAD, ...SECOND]);
  return layout({
    title: `Berita – ${PAPER}`,
    description:
      'Lima puluh berita terbaru dari pesisir, lembah, dan kota: lingkungan, pendidikan, ekonomi, budaya, dan lainnya.',
    canonical: '/berita',
    current: '/berita',
    main: html`<div class="index-head wrap">
  <h1>Berita</h1>
  <p>${longDate(feature.date)}</p>
</div>
<section class="top wrap" aria-label="Berita utama">
  ${card(story(LEAD), { level: 2, variant: 'lead', withCategory: true, first: true })}
  <div class="top-list">
${SECOND.map((slug) => card(story(slug), { level: 2, withCategory: true }))}
  </div>
</section>
<aside class="special wrap" aria-label="${feature.kicker}">
  <p><span class="kicker">${feature.kicker}</span> <a href="/">${feature.title}</a></p>
</aside>
${categories.map(({ id, name }) =>
  section(
    id,
    name,
    stories.filter(({ category, slug }) => category.id === id && !top.has(slug)),
  ),
)}`,
  });
}
