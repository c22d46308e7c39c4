// The floor: the least code that still does the three widgets' job by hand, with no library.
// It is an anchor for size and main-thread time, not a product: no options, no recovery, one language.
const base = document.currentScript?.dataset.endpoint ?? '/v1';
const sheet = (css) => {
  const s = new CSSStyleSheet();
  s.replaceSync(css);
  return s;
};
const css = sheet(
  `:host{display:flex;gap:.5rem;align-items:center;font:inherit}a,button{display:inline-flex;gap:.25rem;align-items:center;padding:.4rem .6rem;border:1px solid #ccc;border-radius:.5rem;background:none;font:inherit;color:inherit;cursor:pointer;text-decoration:none}[aria-pressed=true]{border-color:#06c;background:#06c2}svg{width:1.25em;height:1.25em;fill:currentColor}`,
);
const page = () => location.origin + location.pathname;
const visitor = (localStorage.gaungFloor ??= crypto.randomUUID());
let wanted = new Map(),
  timer;
const counts = (p) =>
  new Promise((done) => {
    (wanted.get(p) ?? wanted.set(p, []).get(p)).push(done);
    timer ??= setTimeout(async () => {
      const batch = wanted;
      wanted = new Map();
      timer = undefined;
      let got = {};
      try {
        got = await (
          await fetch(`${base}/counts?` + [...batch.keys()].map((k) => 'page=' + encodeURIComponent(k)).join('&'))
        ).json();
      } catch {}
      for (const [k, all] of batch) for (const f of all) f(got[k] ?? { views: 0, reactions: {} });
    });
  });
const send = (body) =>
  fetch(`${base}/events`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ visitor, ...body }),
  });
class Base extends HTMLElement {
  get page() {
    return this.getAttribute('page') ?? page();
  }
  connectedCallback() {
    if (this.shadowRoot) return;
    const r = this.attachShadow({ mode: 'open' });
    r.adoptedStyleSheets = [css];
    r.innerHTML = this.html();
    this.start?.(r);
  }
}
const P = {
  whatsapp: ['WhatsApp', 'https://wa.me/?text=%t%20%u'],
  facebook: ['Facebook', 'https://www.facebook.com/sharer/sharer.php?u=%u'],
  x: ['X', 'https://x.com/intent/post?text=%t&url=%u'],
  telegram: ['Telegram', 'https://t.me/share/url?url=%u&text=%t'],
  email: ['Email', 'mailto:?subject=%t&body=%u'],
};
customElements.define(
  'floor-share',
  class extends Base {
    html() {
      const u = encodeURIComponent(this.page),
        t = encodeURIComponent(document.title);
      return Object.entries(P)
        .map(
          ([k, [n, f]]) =>
            `<a href="${f.replace('%u', u).replace('%t', t)}" target=_blank rel="noopener nofollow" data-k=${k}><svg viewBox="0 0 24 24" aria-hidden=true><circle cx=12 cy=12 r=10 /></svg>${n}</a>`,
        )
        .join('');
    }
    start(r) {
      r.addEventListener('click', (e) => {
        const a = e.target.closest('a');
        a && send({ type: 'share', page: this.page, value: a.dataset.k });
      });
    }
  },
);
customElements.define(
  'floor-views',
  class extends Base {
    html() {
      return '<span>&nbsp;</span>';
    }
    async start(r) {
      if (!this.hasAttribute('readonly')) await send({ type: 'view', page: this.page });
      r.firstChild.textContent = new Intl.NumberFormat().format((await counts(this.page)).views) + ' views';
    }
  },
);
const R = { love: '❤️', haha: '😂', wow: '😮', sad: '😢', angry: '😠' };
customElements.define(
  'floor-reactions',
  class extends Base {
    html() {
      return Object.entries(R)
        .map(([k, e]) => `<button data-k=${k} aria-pressed=false aria-label=${k}>${e} <span>0</span></button>`)
        .join('');
    }
    async start(r) {
      let mine = null,
        c = {};
      const draw = () => {
        for (const b of r.children) {
          b.ariaPressed = b.dataset.k === mine;
          b.lastChild.textContent = c[b.dataset.k] ?? 0;
        }
      };
      r.addEventListener('click', (e) => {
        const b = e.target.closest('button');
        if (!b) return;
        const k = b.dataset.k;
        if (mine) c[mine]--;
        mine = mine === k ? null : k;
        if (mine) c[k] = (c[k] ?? 0) + 1;
        draw();
        send({ type: 'reaction', page: this.page, value: mine });
      });
      c = (await counts(this.page)).reactions;
      draw();
    }
  },
);
