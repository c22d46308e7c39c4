import { elements } from '../playground/index.ts';
import type { ElementDescription } from '../playground/types.ts';
import { type Html, html } from './html.ts';
import { layout, PAPER } from './layout.ts';
import { playgroundForm } from './playground-form.ts';

const STAGES: Readonly<Record<ElementDescription['tag'], Html>> = {
  'share-buttons': html`<share-buttons></share-buttons>`,
  'view-counter': html`<p class="stage-line"><span>19 November 2026</span> <span><view-counter></view-counter></span> <span>4 minutes</span></p>`,
  'reaction-bar': html`<reaction-bar></reaction-bar>`,
};

/** Until the script has run; as long as what it writes, so that nothing moves. */
const paste = (tag: string): Html =>
  html`${`<script type="module" src="https://echo.example/gaung.js"></script>`}&#10;&#10;${`<${tag}></${tag}>`}`;

/** What a row of links would open: most of its attributes cannot be seen otherwise. */
const targets = html`<details class="targets">
      <summary>Where the links lead</summary>
      <ul data-targets></ul>
    </details>`;

function lab(element: ElementDescription): Html {
  const { id, tag, summary } = element;
  const isCancelable = tag === 'reaction-bar';
  return html`<section class="lab wrap" id="${id}" data-lab="${tag}" aria-labelledby="${id}-title">
  <div class="lab-head">
    <h2 class="section-title" id="${id}-title"><code>&lt;${tag}&gt;</code></h2>
    <p>${summary}</p>
  </div>
  <div class="live">
    <div class="stage" data-stage>
      ${STAGES[tag]}
      <p class="latest">Latest event: <span data-latest>none yet</span></p>
    </div>
    ${tag === 'share-buttons' ? targets : undefined}
    <div class="paste">
      <h3>HTML to paste</h3>
      <button type="button" class="plain" data-copy>Copy <span class="visually-hidden">the HTML of ${tag}</span></button>
      <pre><code data-paste>${paste(tag)}</code></pre>
      <p role="status" class="status" data-status></p>
    </div>
  </div>
  ${playgroundForm(element)}
  <div class="journal">
    <h3>Events, newest first</h3>
    ${isCancelable ? html`<label class="check"><input type="checkbox" data-prevents="reaction" autocomplete="off"> Prevent the <code>reaction</code> event, as a page would that asks for consent or a login first</label>` : undefined}
    <div class="entries" role="region" aria-label="Events of ${tag}" tabindex="0">
      <p class="hint" data-nothing>Nothing yet. They bubble and cross shadow roots: one listener on the document hears them all.</p>
      <ol reversed data-entries></ol>
    </div>
  </div>
</section>`;
}

export function playgroundPage(): string {
  return layout({
    title: `Playground – Gaung – ${PAPER}`,
    description: 'Every attribute of share-buttons, view-counter and reaction-bar, live.',
    canonical: '/playground',
    lang: 'en',
    // Ahead of gaung.js: it has to hear the first view.
    head: html`<link rel="stylesheet" href="/playground.css">
  <script type="module" src="/playground.js"></script>`,
    main: html`<div class="playground-head wrap">
  <p class="kicker">Gaung</p>
  <h1>Playground</h1>
  <p class="standfirst">Every attribute of the three elements, live. Change a control and the element follows; the HTML below it is what you paste. The counts are real ones, of this page on this server.</p>
  <nav aria-label="Elements">
    <ul>
${elements.map(({ id, tag }) => html`      <li><a href="#${id}"><code>&lt;${tag}&gt;</code></a></li>`)}
    </ul>
  </nav>
  <noscript><p class="no-script">The controls need JavaScript, which is off in this browser.</p></noscript>
</div>
${elements.map(lab)}`,
  });
}
