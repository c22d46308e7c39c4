import { type Story, stories, story } from '../articles/index.ts';
import { type Block, feature } from '../feature.ts';
import { related } from './card.ts';
import { type Html, html, longDate } from './html.ts';
import { layout, PAPER } from './layout.ts';
import { picture } from './picture.ts';
import { plainForm } from './plain-form.ts';

interface Header {
  readonly kicker: Html;
  readonly title: string;
  readonly summary: string;
  readonly date: string;
}

// The order of the page that this project began with: headline, share row, then the date beside the views.
const header = ({ kicker, title, summary, date }: Header): Html => html`<header class="story-header">
    <nav class="kicker" aria-label="Jejak halaman"><a href="/berita">Berita</a> <span aria-hidden="true">/</span> ${kicker}</nav>
    <h1>${title}</h1>
    <p class="standfirst">${summary}</p>
    <share-buttons networks="whatsapp facebook x telegram line email copy native"></share-buttons>
    <p class="dateline"><span>${longDate(date)}</span> <span><view-counter></view-counter></span></p>
  </header>`;

const opinion = (path: string): Html => html`<div class="opinion">
    <reaction-bar></reaction-bar>
    ${plainForm(path)}
  </div>`;

function block(item: Block): Html {
  switch (item.kind) {
    case 'heading':
      return html`<h2>${item.text}</h2>`;
    case 'quote':
      return html`<figure class="pull">
      <blockquote><p>${item.text}</p></blockquote>
      <figcaption>${item.by}</figcaption>
    </figure>`;
    case 'facts':
      return html`<aside class="facts" aria-labelledby="angka">
      <p class="facts-title" id="angka">${item.title}</p>
      <dl>
${item.facts.map(([number, what]) => html`        <div><dt>${number}</dt><dd>${what}</dd></div>`)}
      </dl>
    </aside>`;
    case 'text':
      return html`<p>${item.place ? html`<span class="place">${item.place}, ${PAPER} —</span> ` : undefined}${item.text}</p>`;
  }
}

export function featurePage(): string {
  return layout({
    title: `${feature.title} – ${PAPER}`,
    description: feature.summary,
    canonical: '/',
    published: feature.date,
    current: '/',
    main: html`<article class="story">
  ${header({ ...feature, kicker: html`<a href="/">${feature.kicker}</a>` })}
  <figure class="hero">
    ${picture('muara', { first: true })}
    <figcaption>${feature.caption}</figcaption>
  </figure>
  <div class="prose">
${feature.blocks.map(block)}
    <p class="byline">${feature.byline}</p>
  </div>
  ${opinion('/')}
</article>
${related(feature.related.map(story))}`,
  });
}

/** The next three of the same section, beginning again at its top. */
function neighbours(current: Story): Story[] {
  const section = stories.filter(({ category }) => category === current.category);
  const at = section.indexOf(current);
  return [...section.slice(at + 1), ...section.slice(0, at)].slice(0, 3);
}

const drawing = (name: string): Html => html`<figure class="hero hero-small">
    ${picture(name, { first: true })}
    <figcaption>Ilustrasi: ${PAPER}/Nira Kandita</figcaption>
  </figure>`;

export function storyPage(current: Story): string {
  const { category } = current;
  return layout({
    title: `${current.title} – ${PAPER}`,
    description: current.summary,
    canonical: current.path,
    published: current.date,
    current: `/berita#${category.id}`,
    main: html`<article class="story">
  ${header({ ...current, kicker: html`<a href="/berita#${category.id}">${category.name}</a>` })}
  ${current.art ? drawing(current.art) : undefined}
  <div class="prose">
${current.body.map((text) => html`    <p>${text}</p>`)}
  </div>
  ${opinion(current.path)}
</article>
${related(neighbours(current))}`,
  });
}
