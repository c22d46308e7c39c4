import { type BackendAdapter, GaungError, type PageKey, parsePageCounts } from '../contract/index.ts';
import { warnOnce } from '../elements/base/warn.ts';
import { type GivenCounts, givenCounts, readCounts } from './counts.ts';
import { type Found, readMarkup } from './elements.ts';
import type { LitTemplate } from './lit-template.ts';
import { pageFacts, pageKeyOf } from './page-facts.ts';
import { renderElement } from './render-element.ts';

/** What markup is rendered with. */
export interface RenderOptions {
  /**
   * The page's address, absolute. Relative `page`s and `url`s are resolved against it; without a canonical link it is also
   * what is counted and shared. May be left out where the markup is a document with an absolute canonical link.
   */
  readonly url?: string | URL | undefined;
  /** The page's title and picture, for share links, where the markup has no head that says them. */
  readonly title?: string | undefined;
  readonly image?: string | undefined;
  /** BCP 47 tag, for elements that stand in no `lang` of the markup. Default: `en`. */
  readonly language?: string | undefined;
  /** Counts that are known already, by page. They go before the backend's. */
  readonly counts?: GivenCounts | undefined;
  /** Is asked for all other counts, in as few requests as it can. */
  readonly backend?: BackendAdapter | undefined;
  /** How long the backend may take, in milliseconds; without its answer there are no numbers. Default: 1000. */
  readonly timeout?: number | undefined;
  /** That of the page's Content Security Policy, for its `style-src`. */
  readonly nonce?: string | undefined;
  /** The time that counts are of, in milliseconds since 1970. Default: now. */
  readonly at?: number | undefined;
}

/**
 * Renders the elements of Gaung in markup to declarative shadow roots: with their numbers, in their language, and with
 * links that work without scripts. All else in the markup stays as it is; what was rendered before is not rendered again.
 *
 * @param input Markup, a piece or a whole document; or a template of Lit, or of `@lit-labs/ssr`, which is needed for it.
 * @throws {GaungError} where it is not known what page this is, or `counts` names what is no page.
 */
export async function renderToString(input: string | LitTemplate, options: RenderOptions = {}): Promise<string> {
  const markup = await markupOf(input);
  const { found, head } = readMarkup(markup);
  if (found.length === 0) return markup;
  const { backend, language = 'en', nonce, timeout = 1000, at: now = Date.now() } = options;
  const { title, image } = options;
  const page = pageFacts(options.url, { ...head, title: head.title ?? title, image: head.image ?? image });

  const wanted = found.map((one) => ({ one, pageKey: keyOf(one, () => pageKeyOf(one.attributes.get('page'), page)) }));
  const counts = givenCounts(options.counts ?? {}, page.location);
  const unknown = new Set<PageKey>();
  for (const { one, pageKey } of wanted) if (pageKey && !one.isElsewhere && !counts.has(pageKey)) unknown.add(pageKey);
  if (backend && unknown.size > 0) {
    for (const [key, known] of await readCounts(backend, [...unknown], timeout)) counts.set(key, known);
  }

  let written = '';
  let end = 0;
  for (const { one, pageKey } of wanted) {
    if (!pageKey) continue;
    const { attribute, shadow } = await renderElement(one, {
      ...{ page, pageKey, nonce, now },
      language: one.language ?? language,
      counts: one.isElsewhere ? undefined : parsePageCounts(counts.get(pageKey)),
      backend: one.isElsewhere ? undefined : backend,
    });
    written += markup.slice(end, one.nameEnd) + attribute + markup.slice(one.nameEnd, one.startTagEnd) + shadow;
    end = one.startTagEnd;
  }
  return written + markup.slice(end);
}

async function markupOf(input: string | LitTemplate): Promise<string> {
  if (typeof input === 'string') return input;
  if (!input || typeof input !== 'object' || !('_$litType$' in input)) {
    throw new GaungError(
      'ssr',
      'renderToString takes markup, or a template of Lit: html`<reaction-bar></reaction-bar>`.',
    );
  }
  const { renderTemplate } = await import('./lit-template.ts'); // Needs a package that markup does not.
  return renderTemplate(input);
}

/** What an element counts for; one that names no page is left to the browser, which says so again. */
function keyOf({ tag }: Found, read: () => PageKey): PageKey | undefined {
  try {
    return read();
  } catch (error) {
    warnOnce(`[gaung] [ssr] <${tag}> is not rendered: ${(error as Error).message}`);
    return undefined;
  }
}
