import { type BackendAdapter, type PageCounts, type PageKey, toJson } from '../contract/index.ts';
import { VERSION } from '../elements/base/define.ts';
import { type Localization, localizationOf } from '../elements/base/localization.ts';
import type { Tree } from '../elements/base/tree.ts';
import { ReactionBar } from '../elements/reaction-bar/reaction-bar.ts';
import { ShareButtons } from '../elements/share-buttons/share-buttons.ts';
import { loadLooks, type Renders } from '../hydrate/looks.ts';
import { RENDERED_ATTRIBUTE, type Rendered, settingsOf } from '../hydrate/rendered.ts';
import { pageStateOf, stateFrom } from '../hydrate/states.ts';
import { lazyLocales } from '../locales/lazy.ts';
import { loadLocale, matchLocale, registerLocaleLoaders } from '../locales/registry.ts';
import type { Child, Found } from './elements.ts';
import { escapeHtml } from './escape.ts';
import { markupOf } from './markup.ts';
import type { PageFacts } from './page-facts.ts';
import { shareRow } from './share-row.ts';
import { ELEMENTS, sheetsOf, styleTags } from './styles.ts';

/** What an element is given of the page. */
export interface Surroundings {
  readonly page: PageFacts;
  readonly pageKey: PageKey;
  readonly language: string;
  /** Undefined where nothing is known. */
  readonly counts: PageCounts | undefined;
  readonly backend: BackendAdapter | undefined;
  readonly nonce: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is written into the start tag of an element, and behind it. */
export interface Markup {
  readonly attribute: string;
  readonly shadow: string;
}

/** An element, and whether it asked for the style of its looks. */
interface Made {
  readonly element: Renders & { readonly textLanguage?: string };
  readonly hasLooks: () => boolean;
}

/** Makes an element, which in a browser would find out by itself what it is given here. */
async function make(
  tag: string,
  attributes: Found['attributes'],
  children: readonly Child[],
  language: string,
  backend?: BackendAdapter,
): Promise<Made & { readonly localization: Localization }> {
  const elementClass = ELEMENTS[tag] as unknown as { observedAttributes: readonly string[]; new (): Made['element'] };
  const { observedAttributes } = elementClass; // Reading it is what readies the class.
  const element = new elementClass();
  for (const [name, value] of attributes) {
    element.setAttribute(name, value);
    if (observedAttributes.includes(name)) element.attributeChangedCallback(name, null, value);
  }
  let isDressed = false;
  const renderRoot = Object.defineProperty(element.attachShadow({ mode: 'open' }), 'adoptedStyleSheets', {
    get() {
      isDressed = true;
      return [];
    },
  });
  const localization = localizationOf(language, await loadLocale(matchLocale(language)));
  Object.defineProperty(element, 'children', { value: children });
  Object.assign(element, { renderRoot, language, localization, isLocalizing: false });
  if (backend) Object.assign(element, { store: { adapter: backend } });
  return { element, localization, hasLooks: () => isDressed };
}

let ready: Promise<void> | undefined;

/** Loads what is loaded later in browsers: once for the process. */
function makeReady(): Promise<void> {
  ready ??= (async () => {
    registerLocaleLoaders(lazyLocales);
    const { element } = await make('reaction-bar', new Map([['closed', '']]), [], 'en');
    await loadLooks(element);
  })();
  return ready;
}

/** What a visitor chose is for nobody else's eyes, and a page may be kept for all. */
function publicCounts({ version, views, shares, reactions }: PageCounts): PageCounts {
  return {
    version,
    ...(views !== undefined && { views }),
    ...(shares && { shares }),
    ...(reactions && { reactions }),
  };
}

/** Renders one element. */
export async function renderElement({ tag, attributes, children }: Found, around: Surroundings): Promise<Markup> {
  await makeReady();
  const { page, pageKey, language, backend, nonce, now } = around;
  const known = around.counts && publicCounts(around.counts);
  const { element, localization, hasLooks } = await make(tag, attributes, children, language, backend);
  stateFrom(element, () => pageStateOf(known));
  const { textLanguage } = element;
  const tree =
    element instanceof ShareButtons
      ? await shareRow(element, { page, language, localization, textLanguage, shares: known?.shares })
      : (element.render() as Tree | undefined);
  const looks = element instanceof ReactionBar && hasLooks();
  const sheets = sheetsOf(tag, looks || (element instanceof ShareButtons && element.counts));
  const rendered: Rendered = {
    ...{ version: VERSION, at: now, page: pageKey, language, settings: settingsOf(element), looks },
    ...(known && { counts: known }),
    ...(known && backend && { backend: backend.id }),
  };
  return {
    // In single quotes: JSON is full of double ones.
    attribute: ` ${RENDERED_ATTRIBUTE}='${toJson(rendered).replace(/[&<>']/g, escapeHtml)}'`,
    shadow: `<template shadowrootmode="open">${styleTags(sheets, nonce)}${tree ? markupOf(tree) : ''}</template>`,
  };
}
