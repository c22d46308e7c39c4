/** What a bar needs that is not asked for as it is by itself. It comes with the first such bar. */
import type { ReactiveElement } from '@lit/reactive-element';
import type { PageKey } from '../../contract/index.ts';
import { enRemarks } from '../../locales/en-remarks.ts';
import type { PageState } from '../../store/index.ts';
import type { Tree } from '../base/tree.ts';
import type { oneOf as baseOneOf } from '../base/warn.ts';
import { loadPictures, pictureOf } from './icon-packs.ts';
import { letDismissLabels } from './label-dismissal.ts';
import { percentsOf } from './percents.ts';
import type { Item, View } from './reaction-item.ts';
import { reactionLooks } from './reaction-looks.styles.ts';
import type { ShownOption } from './reaction-options.ts';

/** What is here already: nothing of it may be in this module again. */
export interface Tools {
  readonly oneOf: typeof baseOneOf;
  readonly warnOnce: (message: string) => void;
  readonly PRESETS: Readonly<Record<string, object>>;
}

/** A bar, as far as its attributes decide how it looks. */
export interface Bar extends ReactiveElement {
  readonly show: string | null;
  readonly size: string | null;
  readonly labels: string | null;
  readonly icons: string | null;
  readonly percent: boolean;
  readonly closed: boolean;
  readonly label: string | null;
  readonly hideCountsUntil: string | null;
}

const IS_ADDRESS = /^(?:https?:\/\/|\.{0,2}\/|data:image\/)/i;
/** So many stand in one row; more are spread over two or three rows of the same length. */
const IN_A_ROW = 6;

let sheet: CSSStyleSheet | undefined;

function dress(bar: Bar): void {
  const { adoptedStyleSheets } = bar.renderRoot as ShadowRoot;
  if (!globalThis.CSSStyleSheet) return; // On a server, which writes styles out.
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(reactionLooks);
  }
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

/** Gives options their pictures; returns whether some are on their way. */
function drawIcons(bar: Bar, items: readonly Item[], options: readonly ShownOption[], tools: Tools): boolean {
  const { oneOf } = tools;
  const isDrawn = oneOf('icons', bar.icons, ['emoji', 'svg']) === 'svg';
  const ids = items.map(({ value }) => value);
  const coming = isDrawn ? loadPictures(ids, tools.PRESETS, tools.warnOnce) : undefined;
  void coming?.then(() => bar.requestUpdate());
  items.forEach((item, at) => {
    const { icon } = options[at]!;
    const shapes = isDrawn ? pictureOf(item.value) : undefined;
    if (IS_ADDRESS.test(icon)) item.icon = ['img', { src: icon, alt: '', decoding: 'async' }];
    else if (shapes) {
      item.icon = ['svg', { viewBox: '0 0 32 32' }, ...shapes.map(([fill, d]): Tree => ['path', { fill, d }])];
    } else item.icon = icon && coming ? '\u00a0' : icon;
  });
  return coming !== undefined;
}

/** Shows each option's share of all choices; returns all together, where that is known. */
function showPercents({ items, localization, reactions, minCount }: View): number | undefined {
  const ids = items.map(({ value }) => value);
  const { total, percents } = percentsOf(ids, reactions, minCount);
  for (const item of items) {
    const part = percents.get(item.value);
    item.number = part === undefined ? '' : localization.percent(part / 100);
    if (part !== undefined) item.facts.unshift(item.number);
  }
  return total;
}

/** The reaction most chosen alone, on one line. */
function leadingOf({ items, localization }: View, state: string): Tree {
  const [leading] = items.filter(({ count = 0 }) => count > 0).toSorted((a, b) => b.count! - a.count!);
  if (!leading) return ['span', { class: 'leading-only' }, '\u00a0'];
  const { value, label, number, icon, count } = leading;
  const said = localization.plural(localization.messages.reactionCount, count!);
  return [
    'span',
    { class: `leading-only${state}`, 'data-reaction': value },
    ['span', { part: 'icon', class: 'icon', 'aria-hidden': 'true' }, icon || label],
    ' ',
    ['span', { part: 'count', class: 'count', 'aria-hidden': 'true' }, number],
    ' ',
    ['span', { class: 'visually-hidden' }, `${label}: ${said}`],
  ];
}

const frozen = new WeakMap<Bar, { readonly page: PageKey | undefined; readonly state: PageState }>();

/** What a bar shows of what is known: since it was closed, what was known then. */
export function shownBy(bar: Bar, page: PageKey | undefined, state: PageState | undefined): PageState | undefined {
  if (!bar.closed || frozen.get(bar)?.page !== page) frozen.delete(bar);
  if (bar.closed && state?.counts && !frozen.has(bar)) frozen.set(bar, { page, state });
  return frozen.get(bar)?.state ?? state;
}

/** Lets a bar be closed anew: what it has shown until now was not what its reader should see. */
export function thaw(bar: Bar): void {
  frozen.delete(bar);
}

/** Makes of a plain view what the attributes of a bar ask for; returns what is shown instead of a bar, if anything. */
export function refine(bar: Bar, view: View, options: readonly ShownOption[], tools: Tools): Tree | undefined {
  const { oneOf } = tools;
  const { items, localization } = view;
  const { messages } = localization;
  dress(bar);
  const state = drawIcons(bar, items, options, tools) ? ' drawing' : ''; // Asked for by `hydrate.js`.
  const total = bar.percent ? showPercents(view) : undefined;
  if (oneOf('show', bar.show, ['all', 'leading']) === 'leading') return leadingOf(view, state);

  const size = oneOf('size', bar.size, ['medium', 'compact', 'large']);
  const isCompact = size === 'compact';
  const labels = bar.labels || !isCompact ? oneOf('labels', bar.labels, ['always', 'hover', 'never']) : 'hover';
  view.classes += ` ${size} labels-${labels}${state}`;
  if (labels === 'hover') letDismissLabels(bar);
  if (isCompact) view.label = bar.label ?? '';
  if (items.length > IN_A_ROW) view.columns = `many columns-${Math.ceil(items.length / 2)}`;

  oneOf('hide-counts-until', bar.hideCountsUntil, ['never', 'voted']);
  if (bar.closed) view.notice = messages.closed ?? enRemarks.closed;
  else if (view.isHiding) view.notice = messages.countsHidden ?? enRemarks.countsHidden;
  else if (total !== undefined) {
    view.notice ||= localization.plural(messages.reactionTotal ?? enRemarks.reactionTotal, total);
  }
  return undefined;
}
