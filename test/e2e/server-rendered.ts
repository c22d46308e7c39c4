/** A page whose elements a server has rendered, for the tests of it: examples/ssr-node, and others of the same article. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type RenderOptions, renderToString } from 'gaung/ssr';
import type { Browser, Page } from 'playwright-core';
import { createSite } from '../../examples/ssr-node/site.js';
import { Gaung, launch, Reader, Site } from './setup.ts';

const example = fileURLToPath(new URL('../../examples/ssr-node', import.meta.url));
const vite = fileURLToPath(new URL('../../node_modules/.bin/vite', import.meta.url));

/** Two frames: by then all that was changed has been laid out and painted. */
export const painted = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Holds what the page asks for until it is let go. */
export async function hold(page: Page, pattern: string): Promise<() => void> {
  let letGo!: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(pattern, async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

/** What is seen of the three elements, and which of the nodes that were there at first are there still. */
export const seen = (page: Page) =>
  page.evaluate(() => {
    const rootOf = (tag: string) => document.querySelector(tag)!.shadowRoot!;
    const known = globalThis as unknown as { first?: Map<string, Element> };
    const nodes = new Map<string, Element>([
      ['text', rootOf('view-counter').querySelector('[part="text"]')!],
      ...['love', 'haha'].map((id) => [id, rootOf('reaction-bar').querySelector(`[data-reaction="${id}"]`)!] as const),
    ]);
    known.first ??= nodes;
    return {
      views: rootOf('view-counter').querySelector('[part="text"]')!.textContent,
      counts: [...rootOf('reaction-bar').querySelectorAll('.count')].map(({ textContent }) => textContent),
      label: rootOf('reaction-bar').querySelector('.label')!.textContent,
      links: [...rootOf('share-buttons').querySelectorAll('a')].map(({ href }) => href),
      roots: ['share-buttons', 'view-counter', 'reaction-bar'].map((tag) => rootOf(tag).children.length),
      kept: [...nodes].filter(([name, node]) => known.first!.get(name) === node).map(([name]) => name),
    };
  });

/** What has to be laid out where, and how it looks: all boxes in the elements. */
export const boxes = (page: Page) =>
  page.evaluate(() =>
    ['share-buttons', 'view-counter', 'reaction-bar'].map((tag) =>
      [...document.querySelector(tag)!.shadowRoot!.querySelectorAll('a, button, span, p, div, svg')].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        const { color, fontSize, visibility, borderTopColor } = getComputedStyle(node);
        return `${node.localName} ${x},${y} ${width}×${height} ${color} ${fontSize} ${visibility} ${borderTopColor}`;
      }),
    ),
  );

/** The boxes that have a place. */
export const boxesSeen = async (page: Page) =>
  (await boxes(page)).map((all) => all.filter((box) => !box.includes(' 0×0 ')));

/** Remembers the rows as the server made them. */
export const rememberRows = (page: Page) =>
  page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const rows = [...document.querySelectorAll('share-buttons')].map(({ shadowRoot }) =>
        shadowRoot!.querySelector('[role="group"]')!.cloneNode(true),
      );
      Object.assign(globalThis, { rows });
    });
  });

/** How each row differs now from what the server made, as markup; empty where it does not. */
export const rowChanges = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('share-buttons')].flatMap(({ shadowRoot }, at) => {
      const before = (globalThis as unknown as { rows: Element[] }).rows[at]!;
      const now = shadowRoot!.querySelector('[role="group"]')!;
      return now.isEqualNode(before) ? [] : [before.outerHTML, now.outerHTML];
    }),
  );

export const isTaken = (page: Page) =>
  page.waitForFunction(() =>
    ['share-buttons', 'view-counter', 'reaction-bar'].every(
      (tag) => (document.querySelector(tag) as Element & { hasUpdated?: boolean })?.hasUpdated,
    ),
  );

/** The three elements. */
export const ALL = '<share-buttons></share-buttons><view-counter readonly></view-counter><reaction-bar></reaction-bar>';

/** The requests for counts that a reader made. */
export const reads = ({ requests }: Reader): string[] => requests.filter((one) => one.includes('/v1/counts'));

/** The article on a server of its own, with some votes, and a browser, for all tests of a describe. */
export class Article {
  readonly gaung = new Gaung({ GAUNG_ORIGINS: 'localhost' });
  readonly site = new Site('examples/ssr-node/dist');
  #server: ReturnType<typeof createSite> | undefined;
  #browser: Browser | undefined;
  /** Its page key. */
  key = '';

  static use(): Article {
    const article = new Article();
    before(() => article.#start());
    after(() => article.#stop());
    return article;
  }

  get browser(): Browser {
    return this.#browser!;
  }

  get url(): string {
    return `http://${this.key}`;
  }

  async reactions(): Promise<Record<string, number>> {
    return (await this.gaung.counts(this.key)).reactions;
  }

  /** Markup of the same article with other elements in it, as the server renders it. */
  async markup(elements: string, options: RenderOptions = {}): Promise<string> {
    const page = `<!doctype html><html lang="id"><head><title>T</title><link rel="canonical" href="${this.url}">
      <meta name="gaung" content="${this.gaung.url()}"><script type="module" src="/client.js"></script></head>
      <body>${elements}</body></html>`;
    const counts = { [this.key]: { ...(await this.gaung.counts(this.key)), version: 1 } };
    return renderToString(page, { counts, ...options });
  }

  /** The same as a page; returns its address. */
  async publish(path: string, elements: string, options?: RenderOptions): Promise<string> {
    this.site.page(`/${path}`, await this.markup(elements, options));
    return this.site.url(path);
  }

  async #start(): Promise<void> {
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: example });
    this.#browser = await launch();
    await this.site.start();
    await this.gaung.start();
    this.#server = createSite(this.gaung.url());
    await new Promise<void>((resolve) => this.#server!.listen(0, '127.0.0.1', resolve));
    this.key = `localhost:${(this.#server.address() as AddressInfo).port}/article`;
    for (const [id, reaction] of ['love', 'love', 'haha'].entries()) await this.#vote(id, reaction);
  }

  async #vote(id: number, reaction: string): Promise<void> {
    const interaction = {
      ...{ id: `0000000${id}-0000-4000-8000-000000000000`, type: 'reaction', page: this.key, at: Date.now() },
      ...{ reactions: [reaction], previous: [] },
    };
    const response = await fetch(this.gaung.url('v1/interactions'), {
      method: 'POST',
      headers: { origin: new URL(this.url).origin, 'content-type': 'text/plain' },
      body: JSON.stringify({ interactions: [interaction] }),
    });
    assert.equal(response.status, 200, await response.text());
  }

  async #stop(): Promise<void> {
    await this.#browser?.close();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    await this.gaung.dispose();
    await this.site.dispose();
  }
}
