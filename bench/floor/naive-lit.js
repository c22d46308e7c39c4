// A bare Lit twin of the floor: the same DOM from Lit's templates, with no options and no recovery. It tells what
// of a difference to the floor is the library's, and what is ours.
import { css, html, LitElement } from 'lit';

const base = document.currentScript?.dataset.endpoint ?? '/v1';
const styles = css`
  :host { display: flex; gap: 0.5rem; align-items: center; font: inherit }
  a, button { display: inline-flex; gap: 0.25rem; align-items: center; padding: 0.4rem 0.6rem; border: 1px solid #ccc; border-radius: 0.5rem; background: none; font: inherit; color: inherit; cursor: pointer; text-decoration: none }
  [aria-pressed='true'] { border-color: #06c; background: #06c2 }
  svg { width: 1.25em; height: 1.25em; fill: currentColor }
`;

let wanted = new Map();
let timer;
async function ask() {
  const batch = wanted;
  wanted = new Map();
  timer = undefined;
  const query = [...batch.keys()].map((page) => `page=${encodeURIComponent(page)}`).join('&');
  let got = {};
  try {
    got = await (await fetch(`${base}/counts?${query}`)).json();
  } catch {}
  for (const [page, all] of batch) for (const done of all) done(got[page] ?? { views: 0, reactions: {} });
}
const counts = (page) =>
  new Promise((done) => {
    if (!wanted.has(page)) wanted.set(page, []);
    wanted.get(page).push(done);
    timer ??= setTimeout(ask);
  });
const send = (body) =>
  fetch(`${base}/events`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(body),
  });

class Base extends LitElement {
  static styles = styles;
  static properties = { page: {}, counts: { state: true }, mine: { state: true } };

  constructor() {
    super();
    this.page = location.origin + location.pathname;
  }
}

const NETWORKS = {
  whatsapp: ['WhatsApp', 'https://wa.me/?text=%t%20%u'],
  facebook: ['Facebook', 'https://www.facebook.com/sharer/sharer.php?u=%u'],
  x: ['X', 'https://x.com/intent/post?text=%t&url=%u'],
  telegram: ['Telegram', 'https://t.me/share/url?url=%u&text=%t'],
  email: ['Email', 'mailto:?subject=%t&body=%u'],
};

customElements.define(
  'floor-share',
  class extends Base {
    render() {
      const url = encodeURIComponent(this.page);
      const title = encodeURIComponent(document.title);
      return Object.entries(NETWORKS).map(
        ([id, [name, target]]) =>
          html`<a href=${target.replace('%u', url).replace('%t', title)} target="_blank" rel="noopener nofollow" @click=${() => send({ type: 'share', page: this.page, value: id })}><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/></svg>${name}</a>`,
      );
    }
  },
);

customElements.define(
  'floor-views',
  class extends Base {
    async connectedCallback() {
      super.connectedCallback();
      if (!this.hasAttribute('readonly')) await send({ type: 'view', page: this.page });
      this.counts = await counts(this.page);
    }
    render() {
      return html`<span>${this.counts ? `${new Intl.NumberFormat().format(this.counts.views)} views` : '\u00a0'}</span>`;
    }
  },
);

const REACTIONS = { love: '❤️', haha: '😂', wow: '😮', sad: '😢', angry: '😠' };

customElements.define(
  'floor-reactions',
  class extends Base {
    async connectedCallback() {
      super.connectedCallback();
      this.counts = (await counts(this.page)).reactions;
    }
    render() {
      return Object.entries(REACTIONS).map(
        ([id, emoji]) =>
          html`<button aria-pressed=${this.mine === id} aria-label=${id} @click=${() => this.choose(id)}>${emoji} <span>${this.counts?.[id] ?? 0}</span></button>`,
      );
    }
    choose(id) {
      const now = { ...this.counts };
      if (this.mine) now[this.mine]--;
      this.mine = this.mine === id ? null : id;
      if (this.mine) now[this.mine] = (now[this.mine] ?? 0) + 1;
      this.counts = now;
      send({ type: 'reaction', page: this.page, value: this.mine });
    }
  },
);
