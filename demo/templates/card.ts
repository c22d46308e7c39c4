import type { Story } from '../articles/index.ts';
import { type Html, html, shortDate } from './html.ts';
import { picture } from './picture.ts';

interface Options {
  readonly level: 2 | 3;
  readonly variant?: 'lead' | 'large';
  readonly withCategory?: boolean;
  readonly withCounts?: boolean;
  readonly first?: boolean;
}

function meta(story: Story, withCounts: boolean): Html {
  if (!withCounts) return html`<p class="card-meta">${shortDate(story.date)}</p>`;
  // Read only: the numbers of all cards together are one request.
  return html`<p class="card-meta">
      ${shortDate(story.date)}
      <span class="card-views"><span class="visually-hidden">Dibaca</span> <view-counter readonly page="${story.path}" format="compact"></view-counter></span>
      <reaction-bar readonly show="leading" page="${story.path}"></reaction-bar>
    </p>`;
}

export function card(story: Story, options: Options): Html {
  const { level, variant, withCategory = false, withCounts = true, first = false } = options;
  const link = html`<a href="${story.path}">${story.title}</a>`;
  return html`<article class="card${variant && story.art ? ` card-${variant}` : ''}">
    ${variant && story.art ? picture(story.art, { decorative: true, first }) : undefined}
    ${withCategory ? html`<p class="kicker">${story.category.name}</p>` : undefined}
    ${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    <p class="card-summary">${story.summary}</p>
    ${meta(story, withCounts)}
  </article>`;
}

/** Stories under an article. They show no counts: the numbers here are the article's. Drawings only where all have one. */
export function related(stories: readonly Story[]): Html {
  const options = { level: 3, withCategory: true, withCounts: false } as const;
  const drawn = stories.every(({ art }) => art);
  return html`<section class="related wrap" aria-labelledby="terkait">
  <h2 class="section-title" id="terkait">Berita terkait</h2>
  <div class="related-grid">
${stories.map((item) => card(item, drawn ? { ...options, variant: 'large' } : options))}
  </div>
</section>`;
}
