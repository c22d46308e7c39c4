import { type Html, html } from './html.ts';

const REACTIONS = [
  ['love', '❤️', 'Suka'],
  ['haha', '😂', 'Haha'],
  ['wow', '😮', 'Wow'],
  ['sad', '😢', 'Sedih'],
  ['angry', '😡', 'Marah'],
] as const;

/**
 * The reactions for readers without scripts. The address to return to is left to the `Referer`, which has its path
 * where page and server are one origin; the fragment is the action's, because a redirect that names none keeps it.
 *
 * @param path Of the page that is reacted to.
 */
export const plainForm = (path: string): Html => html`<noscript>
      <form class="plain-form" id="pendapat" method="post" action="/v1/form#pendapat">
        <input type="hidden" name="page" value="${path}">
        <p class="saved">Pilihan Anda sudah dicatat dan masih dapat diubah.</p>
        <fieldset>
          <legend>Bagaimana pendapat Anda mengenai artikel ini?</legend>
          <div class="choices">
${REACTIONS.map(([id, icon, label]) => html`            <button name="reactions" value="${id}"><span class="icon" aria-hidden="true">${icon}</span> ${label}</button>`)}
          </div>
          <button class="take-back" name="reactions" value="">Batalkan pilihan saya</button>
        </fieldset>
      </form>
    </noscript>`;
