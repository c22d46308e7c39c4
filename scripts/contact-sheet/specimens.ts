/** What the contact sheet shows: each element in each of its states, and the counts that its pages have. */

interface Specimen {
  readonly title: string;
  readonly html: string;
  /** Counts that its page has from before, by reaction. */
  readonly reactions?: Readonly<Record<string, number>>;
  readonly views?: number;
  /** The reaction that the reader presses. */
  readonly press?: string;
  /** What the server does when they press, where it does not simply count: it is out of reach, or refuses. */
  readonly server?: 'away' | 'refuses';
}

const MANY = { love: 1284, haha: 97, wow: 312, sad: 41, angry: 12 };
const GRAVE = { support: 412, respect: 208, sad: 631, mourn: 389, hope: 54 };
const TWELVE = 'love haha wow sad angry support respect mourn hope calm proud tired';

/** In the order of the sheet. `{page}` is the page of the specimen. */
export const specimens: readonly Specimen[] = [
  { title: 'share row', html: '<share-buttons page="{page}"></share-buttons>' },
  {
    title: 'share row, labels and brand colours',
    html: '<share-buttons page="{page}" display="both" variant="brand" shape="rounded"></share-buttons>',
  },
  {
    title: 'share row, small, more than fits',
    html: '<share-buttons page="{page}" size="small" networks="whatsapp facebook x telegram line email copy qr print bluesky mastodon linkedin reddit threads pinterest"></share-buttons>',
  },
  {
    title: 'counter, long',
    html: '<p>20 X 2022 · <view-counter readonly page="{page}"></view-counter></p>',
    views: 1206,
  },
  {
    title: 'counter, compact, and the leading reaction',
    html: '<p><view-counter readonly page="{page}" format="compact"></view-counter> · <reaction-bar page="{page}" readonly show="leading"></reaction-bar></p>',
    views: 12_060,
    reactions: MANY,
  },
  { title: 'bar, nobody has chosen', html: '<reaction-bar page="{page}"></reaction-bar>' },
  { title: 'bar, chosen', html: '<reaction-bar page="{page}"></reaction-bar>', reactions: MANY, press: 'wow' },
  {
    title: 'bar, percentages, pictures',
    html: '<reaction-bar page="{page}" percent icons="svg"></reaction-bar>',
    reactions: MANY,
    press: 'love',
  },
  {
    title: 'bar, sensitive, large',
    html: '<reaction-bar page="{page}" preset="sensitive" size="large" icons="svg"></reaction-bar>',
    reactions: GRAVE,
    press: 'support',
  },
  {
    title: 'bar, compact',
    html: '<reaction-bar page="{page}" size="compact"></reaction-bar>',
    reactions: MANY,
    press: 'haha',
  },
  {
    title: 'bar, counts hidden until voted',
    html: '<reaction-bar page="{page}" hide-counts-until="voted" icons="svg"></reaction-bar>',
    reactions: MANY,
  },
  { title: 'bar, closed', html: '<reaction-bar page="{page}" closed></reaction-bar>', reactions: MANY },
  {
    title: 'bar, read only, no names',
    html: '<reaction-bar page="{page}" readonly labels="never"></reaction-bar>',
    reactions: MANY,
  },
  {
    title: 'bar, twelve options',
    html: `<reaction-bar page="{page}" reactions="${TWELVE}" min-count="50"></reaction-bar>`,
    reactions: { ...MANY, ...GRAVE },
  },
  {
    title: 'bar, two options of a page, no icons',
    html: '<reaction-bar page="{page}" label="Useful?"><reaction-option value="yes" label="Yes"></reaction-option><reaction-option value="no" label="No"></reaction-option></reaction-bar>',
    reactions: { yes: 7, no: 2 },
    press: 'yes',
  },
  {
    title: 'bar, refused',
    html: '<reaction-bar page="{page}"></reaction-bar>',
    reactions: MANY,
    press: 'sad',
    server: 'refuses',
  },
  {
    title: 'bar, server out of reach',
    html: '<reaction-bar page="{page}"></reaction-bar>',
    reactions: MANY,
    press: 'sad',
    server: 'away',
  },
];

export const pageOf = (index: number): string => `specimen-${index}`;

/** The totals of all specimens, as `POST /v1/import` takes them. */
export function totals(): string {
  const pages = specimens.map(({ views = 0, reactions = {} }, index) => ({
    type: 'page',
    page: pageOf(index),
    source: 'sheet',
    views,
    reactions,
  }));
  const sorted = pages.toSorted((a, b) => (a.page < b.page ? -1 : 1));
  return [{ type: 'meta', version: 1 }, ...sorted].map((line) => JSON.stringify(line)).join('\n');
}

/** The page of all specimens. */
export function specimenPage({ lang, dir, style }: { lang: string; dir: string; style: string }): string {
  const sections = specimens.map(
    ({ title, html }, index) =>
      `<section><h2 lang="en" dir="ltr">${title}</h2>${html.replaceAll('{page}', pageOf(index))}</section>`,
  );
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A story that many people share</title>
<style>
  body { margin: 0; padding: 16px; font: 100%/1.5 system-ui, "Noto Sans", sans-serif; }
  section { margin-block-end: 2em; }
  h2 { margin: 0 0 .8em; border-block-end: 1px dotted; font: 400 12px/1.6 monospace; opacity: .7; }
  ${style}
</style>
<script type="module" src="/gaung.js"></script>
${sections.join('\n')}
</html>`;
}

/** A page with the three elements in each language, with `numbers` to show. */
export function languagesPage(languages: readonly string[]): string {
  const RTL = new Set(['ar', 'fa', 'ur']);
  const columns = languages.map(
    (lang) => `<section lang="${lang}" dir="${RTL.has(lang) ? 'rtl' : 'ltr'}"><h2 lang="en" dir="ltr">${lang}</h2>
  <share-buttons page="${pageOf(3)}"></share-buttons>
  <p><view-counter readonly page="${pageOf(3)}"></view-counter></p>
  <reaction-bar page="${pageOf(6)}" percent></reaction-bar>
  <reaction-bar page="${pageOf(8)}" preset="sensitive" label="" icons="svg" hide-counts-until="voted"></reaction-bar>
  <reaction-bar page="${pageOf(11)}" label="" closed></reaction-bar></section>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Languages</title>
<style>
  body { display: grid; grid-template-columns: repeat(6, 288px); gap: 24px 32px; margin: 0; padding: 16px; font: 100%/1.5 "Noto Sans", system-ui, sans-serif; }
  h2 { margin: 0 0 .5em; border-block-end: 1px dotted; font: 400 12px/1.6 monospace; opacity: .7; }
</style>
<script type="module" src="/gaung.js"></script>
${columns.join('\n')}
</html>`;
}
