/** Counts as schema.org says them, for search engines. Works on servers and in browsers, and needs neither elements nor Lit. */
import {
  type CountsById,
  GaungError,
  type PageCounts,
  parsePageCounts,
  type ReactionId,
  toJson,
} from './contract/index.ts';

/** What was done: types of https://schema.org/Action. */
export type InteractionType = 'ReadAction' | 'ViewAction' | 'ShareAction' | ReactionType;

/** What a reaction is: a https://schema.org/ReactAction, or one of its subtypes. */
export type ReactionType =
  | 'ReactAction'
  | 'LikeAction'
  | 'DislikeAction'
  | 'AgreeAction'
  | 'DisagreeAction'
  | 'EndorseAction'
  | 'WantAction';

/** How often something was done: https://schema.org/InteractionCounter. */
export interface InteractionCounter {
  readonly '@type': 'InteractionCounter';
  readonly interactionType: { readonly '@type': InteractionType };
  readonly userInteractionCount: number;
}

export interface StatisticOptions {
  /** What a view is. Default: `ReadAction`, the act of consuming written content; for galleries and videos `ViewAction`. */
  readonly view?: 'ReadAction' | 'ViewAction' | undefined;
  /**
   * What reactions are, by id. Default: `love` and `like` are a `LikeAction`, `dislike` a `DislikeAction`, `agree` and
   * `disagree` what they say. All others are `ReactAction`s: nobody who is sad or angry is said to like something.
   */
  readonly reactions?: Readonly<Record<ReactionId, ReactionType>> | undefined;
}

const REACTIONS: Readonly<Record<ReactionId, ReactionType>> = {
  love: 'LikeAction',
  like: 'LikeAction',
  dislike: 'DislikeAction',
  agree: 'AgreeAction',
  disagree: 'DisagreeAction',
};

const counter = (type: InteractionType, count: number): InteractionCounter => ({
  '@type': 'InteractionCounter',
  interactionType: { '@type': type },
  userInteractionCount: count,
});

const sumOf = (counts: CountsById) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * The `interactionStatistic` of an article's JSON-LD: one counter for each kind of action, none counted twice. A number
 * that is not known is absent.
 *
 * @param counts As an adapter gives them; hostile until checked.
 */
export function interactionStatistic(
  counts: PageCounts | undefined,
  { view = 'ReadAction', reactions: types }: StatisticOptions = {},
): InteractionCounter[] {
  const { views, shares, reactions } = parsePageCounts(counts) ?? {};
  const kinds = { ...REACTIONS, ...types };
  const reacted = new Map<ReactionType, number>();
  for (const [id, count] of Object.entries(reactions ?? {})) {
    const type = Object.hasOwn(kinds, id) ? kinds[id]! : 'ReactAction';
    reacted.set(type, (reacted.get(type) ?? 0) + count);
  }
  return [
    ...(views === undefined ? [] : [counter(view, views)]),
    ...(shares === undefined ? [] : [counter('ShareAction', sumOf(shares))]),
    ...Array.from(reacted, ([type, count]) => counter(type, count)),
  ];
}

/** What a page is, for {@link pageStatistic}. */
export interface StatisticPage {
  /** Its canonical address. */
  readonly url: string;
  /** A type of https://schema.org/CreativeWork. Default: `NewsArticle`. */
  readonly type?: string | undefined;
  /** The `@id` that the page's own JSON-LD gives the article, which this is added to. Default: the address. */
  readonly id?: string | undefined;
}

/** JSON-LD that says nothing of a page but its statistic: it is read together with the page's own, by the same `@id`. */
export function pageStatistic(
  { url, type = 'NewsArticle', id = url }: StatisticPage,
  counts: PageCounts | undefined,
  options?: StatisticOptions,
): Readonly<Record<string, unknown>> {
  return {
    ...{ '@context': 'https://schema.org', '@type': type, '@id': id, url },
    interactionStatistic: interactionStatistic(counts, options),
  };
}

/** Data with its dates and addresses as texts: `toJson` asks no `toJSON`, which a page's scripts may have changed. */
function plain(value: unknown): unknown {
  if (value instanceof Date || value instanceof URL) return value.toJSON();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => plain(inner));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** JSON that can stand in a `<script>`: nothing in it ends the element, or begins a comment. */
function scriptText(data: unknown): string {
  if (typeof data !== 'object' || data === null) {
    throw new GaungError(
      'json-ld',
      `JSON-LD is an object or an array of them, such as pageStatistic() gives, not ${data === null ? 'null' : typeof data}.`,
    );
  }
  return toJson(plain(data)).replaceAll('<', '\\u003c');
}

/**
 * A block of JSON-LD as markup, for servers. It is data, which no Content Security Policy forbids.
 *
 * @param data Plain data; `Date`s and `URL`s in it become texts.
 * @throws {GaungError} for what is neither an object nor an array.
 */
export function jsonLdScript(data: unknown): string {
  return `<script type="application/ld+json">${scriptText(data)}</script>`;
}

/**
 * Writes a block of JSON-LD into the head of this document, for pages that are made in the browser; the next takes its place.
 *
 * @param data Plain data; `Date`s and `URL`s in it become texts.
 * @throws {GaungError} for what is neither an object nor an array.
 */
export function showJsonLd(data: unknown): void {
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  script.dataset.gaung = '';
  script.append(scriptText(data));
  document.head.querySelector('script[type="application/ld+json"][data-gaung]')?.remove();
  document.head.append(script);
}
