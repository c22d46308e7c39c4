import { toPageKey } from 'gaung/contract';
import { type Mood, type Story, stories } from './articles/index.ts';

/** What the counter of the page that started this project stood at. */
const FEATURE_VIEWS = 1206;

/** The share of each reaction, by the feel of the story. What would be out of place is absent. */
const REACTIONS: Readonly<Record<Mood, Readonly<Record<string, number>>>> = {
  warm: { love: 0.78, haha: 0.04, wow: 0.14, sad: 0.04 },
  wonder: { love: 0.3, haha: 0.02, wow: 0.65, sad: 0.02, angry: 0.01 },
  funny: { love: 0.17, haha: 0.71, wow: 0.11, sad: 0.01 },
  grave: { love: 0.14, wow: 0.05, sad: 0.81 },
  upset: { love: 0.03, wow: 0.1, sad: 0.2, angry: 0.67 },
};

const NETWORKS: Readonly<Record<string, number>> = {
  whatsapp: 0.56,
  facebook: 0.18,
  x: 0.08,
  telegram: 0.07,
  copy: 0.06,
  line: 0.03,
  email: 0.02,
};

/** Stories known to be the talk of the town; the order of the others is drawn by {@link chance}. */
const MOST_READ = [
  'kapal-pustaka-singgah-di-dua-puluh-pulau',
  'salah-cetak-menu-warung-ini-malah-ramai',
  'harga-cabai-rawit-naik-pedagang-kurangi-sambal',
  'ganda-putri-samirana-juara-dalam-tiga-gim',
  'rob-rendam-tiga-kampung-pesisir',
  'katak-sebesar-kuku-ditemukan-di-gunung-sagara',
  'penyu-hijau-kembali-bertelur-di-pantai-nyiur',
  'bank-sampah-gang-melati-olah-dua-ton-sebulan',
  'kambing-masuk-kantor-kelurahan-makan-formulir',
  'pelari-tunanetra-tuntaskan-maraton-pertama',
  'senam-lansia-di-atap-pasar',
];

/** A number of [0, 1) that depends on the text alone (FNV-1a), so that every import brings the same totals. */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 4294967296;
}

/** Zipf and Mandelbrot: some 390,000 views for the first of 50, a few dozen for the last. */
const viewsOfRank = (rank: number): number => (3.53e8 / (rank + 4.5) ** 4) * (0.92 + 0.16 * chance(`rank ${rank}`));

function ranked(): readonly Story[] {
  const weight = ({ slug }: Story): number => {
    const known = MOST_READ.indexOf(slug);
    return known < 0 ? 1 + chance(slug) : known / MOST_READ.length;
  };
  return stories.toSorted((a, b) => weight(a) - weight(b));
}

/** `total` divided by `portions`, each a little off; nothing that rounds to zero. */
function divide(total: number, portions: Readonly<Record<string, number>>, seed: string): Record<string, number> {
  const entries = Object.entries(portions)
    .map(([id, portion]) => [id, Math.round(total * portion * (0.85 + 0.3 * chance(seed + id)))] as const)
    .filter(([, count]) => count > 0);
  return Object.fromEntries(entries);
}

/**
 * What the site's old counter knew, as lines for the server's import: the base that the first visit adds to.
 * The article page has its 1,206 views and nothing else, so its reactions begin at 0.
 */
export function legacyTotals(origin: string): string {
  const line = (path: string, totals: object) => {
    const page = toPageKey(path, origin);
    return { page, text: JSON.stringify({ type: 'page', page, source: 'legacy', ...totals }) };
  };
  const lines = [
    line('/', { views: FEATURE_VIEWS }),
    ...ranked().map(({ path, slug, mood }, i) => {
      const views = Math.round(viewsOfRank(i + 1));
      return line(path, {
        views,
        shares: divide(views * (0.012 + 0.02 * chance(`${slug} shares`)), NETWORKS, slug),
        // Little-read stories still have a reaction or two: every card of the index has a leading one.
        reactions: divide(Math.max(6, views * (0.02 + 0.03 * chance(`${slug} reactions`))), REACTIONS[mood], slug),
      });
    }),
  ];
  lines.sort((a, b) => (a.page < b.page ? -1 : 1)); // the import expects its lines by key
  return `${lines.map(({ text }) => text).join('\n')}\n`;
}
