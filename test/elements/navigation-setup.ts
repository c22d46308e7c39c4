import { fixture, fixtureCleanup, html } from '@open-wc/testing';
import type { PageCounts, PageKey } from '../../src/contract/index.ts';
import type { ViewCounter } from '../../src/index.ts';
import { freshPage, type SpyAdapter, spy } from './setup.ts';

const { href: HOME } = location;
const WAIT_MS = 300;
export const key = (path: string) => `${location.host}${path}`;

/** A backend whose reads are answered when a test says so. */
export function slow(): SpyAdapter & { answer(page: string, views: number): void } {
  const calls: { pages: readonly PageKey[]; resolve: (counts: Map<PageKey, PageCounts>) => void }[] = [];
  const backend = spy({ read: (pages) => new Promise((resolve) => calls.push({ pages, resolve })) });
  return {
    ...backend,
    answer(page, views) {
      const at = calls.findIndex(({ pages }) => (pages as readonly string[]).includes(page));
      if (at < 0) throw new Error(`Nobody asked for ${page}.`);
      const [call] = calls.splice(at, 1);
      call!.resolve(
        new Map(call!.pages.map((one) => [one, { version: 1, views, reactions: { love: views } } as never])),
      );
    },
  };
}

/** What the clock of the wait for a canonical link is set to, so that a test says when it is over. */
export class Waits {
  readonly #original = { set: window.setTimeout, clear: window.clearTimeout };
  readonly #running = new Map<number, () => void>();

  start(): void {
    let last = -1;
    window.setTimeout = ((callback: () => void, ms?: number) => {
      if (ms !== WAIT_MS) return this.#original.set.call(window, callback, ms);
      this.#running.set(last, callback);
      return last--;
    }) as typeof setTimeout;
    window.clearTimeout = ((timer?: number) => {
      if (!this.#running.delete(timer!)) this.#original.clear.call(window, timer);
    }) as typeof clearTimeout;
  }

  get count(): number {
    return this.#running.size;
  }

  /** The time is up. */
  end(): void {
    const callbacks = [...this.#running.values()];
    this.#running.clear();
    for (const callback of callbacks) callback();
  }

  stop(): void {
    Object.assign(window, { setTimeout: this.#original.set, clearTimeout: this.#original.clear });
  }
}

/** Lets observers, microtasks and updates run. */
export const settled = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));

export function link(href: string): HTMLLinkElement {
  const element = Object.assign(document.createElement('link'), { rel: 'canonical', href });
  document.head.append(element);
  return element;
}

export async function goBack(): Promise<void> {
  const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  history.back();
  await gone;
}

export const counter = (backend: SpyAdapter, page?: string) =>
  fixture<ViewCounter>(html`<view-counter lang="en" readonly page=${page ?? ''} .backend=${backend}></view-counter>`);

const hasApi = 'navigation' in window;
const api = Object.getOwnPropertyDescriptor(window, 'navigation');

/** For the tests of a describe, the browser has no Navigation API; `instead` is what the page has under that name. */
export function withoutNavigationApi(instead?: unknown): void {
  before(() => {
    if (hasApi) Object.defineProperty(window, 'navigation', { value: instead, configurable: true });
  });
  after(() => {
    if (api) Object.defineProperty(window, 'navigation', api);
  });
}

/** Puts the address back after each test, and takes away what it left in the head. */
export function restoreDocument(): void {
  afterEach(() => {
    fixtureCleanup();
    for (const one of document.querySelectorAll('link[rel=canonical], meta[property]')) one.remove();
    history.replaceState(null, '', HOME);
  });
}

/** Describes what is so with the Navigation API and without it, each test on a page `/a` without a canonical link. */
export function describeNavigation(name: string, body: (waits: Waits, isApi: boolean) => void): void {
  for (const isApi of hasApi ? [true, false] : [false]) {
    describe(`${name}, by ${isApi ? 'the Navigation API' : 'a wrapped history'}`, () => {
      const waits = new Waits();
      if (!isApi) withoutNavigationApi();
      beforeEach(() => {
        freshPage();
        waits.start();
        history.pushState(null, '', '/a');
      });
      afterEach(() => waits.stop());
      restoreDocument();
      body(waits, isApi);
    });
  }
}
