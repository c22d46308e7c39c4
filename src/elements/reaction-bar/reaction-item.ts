import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ReactionId } from '../../contract/index.ts';
import { fill, type Localization } from '../base/localization.ts';
import { pictureOf } from './icon-packs.ts';
import type { ShownOption } from './reaction-options.ts';
import type { Tally } from './tally.ts';

/** How the options of a bar look and what they do. */
export interface ItemView {
  readonly localization: Localization;
  readonly tally: Tally;
  /** What this reader chose. */
  readonly mine: readonly ReactionId[];
  /** `svg` where pictures are wanted rather than emoji; `coming` while they are on their way. */
  readonly icons: 'emoji' | 'svg' | 'coming';
  /** Whether shares of the whole are shown rather than counts. */
  readonly isPercent: boolean;
  /** Whether nothing can be pressed. */
  readonly isStatic: boolean;
  /** Whether a choice cannot be changed any more. */
  readonly isLocked: boolean;
  readonly onPress: (option: ShownOption) => void;
}

/** Counts from here on are written short (`12K`), so that a column keeps its width. */
const COMPACT_FROM = 10_000;
/** Longer than a fifth of a phone's width has room for. */
const HAS_LONG_WORD = /\S{7}/;
const IS_ADDRESS = /^(?:https?:\/\/|\.{0,2}\/|data:image\/)/i;

/** A reaction's picture, emoji or image; nothing for an option that has none. */
export function renderIcon({ value, icon }: ShownOption, icons: ItemView['icons']) {
  if (IS_ADDRESS.test(icon)) {
    return html`<span part="icon" class="icon" aria-hidden="true"><img src=${icon} alt="" decoding="async" /></span>`;
  }
  const shapes = icons === 'svg' ? pictureOf(value) : undefined;
  if (shapes) {
    return html`<span part="icon" class="icon" aria-hidden="true"
      ><svg viewBox="0 0 32 32">${shapes.map(([color, path]) => svg`<path fill=${color} d=${path} />`)}</svg></span
    >`;
  }
  if (!icon) return nothing;
  return html`<span part="icon" class="icon" aria-hidden="true">${icons === 'coming' ? '\u00a0' : icon}</span>`;
}

/** The number beside an option, as it is seen. */
export function numberOf(
  id: ReactionId,
  { localization, tally, isPercent }: Pick<ItemView, 'localization' | 'tally' | 'isPercent'>,
): string {
  if (isPercent) return tally.percents.has(id) ? localization.percent(tally.percents.get(id)! / 100) : '';
  const count = tally.counts.get(id);
  return count === undefined ? '' : localization.number(count, count >= COMPACT_FROM);
}

/** All that is known of an option, for screen readers. */
function aboutOf({ value, label }: ShownOption, { localization, tally, mine, isPercent, isStatic }: ItemView) {
  const { messages, plural, percent, list } = localization;
  const count = tally.counts.get(value);
  return list([
    ...(isPercent && tally.percents.has(value) ? [percent(tally.percents.get(value)! / 100)] : []),
    ...(count === undefined ? [] : [plural(messages.reactionCount, count)]),
    ...(tally.leading === value ? [messages.leading] : []),
    // A button says by itself whether it is pressed.
    ...(isStatic && mine.includes(value) ? [fill(messages.chosen, { reaction: label })] : []),
  ]);
}

function renderButton(option: ShownOption, face: TemplateResult, { mine, isLocked, onPress }: ItemView) {
  return html`<button
    type="button"
    data-reaction=${option.value}
    aria-pressed=${mine.includes(option.value)}
    aria-describedby="about-${option.value}"
    aria-disabled=${isLocked || nothing}
    @click=${isLocked ? nothing : () => onPress(option)}
  >
    ${face}
  </button>`;
}

/** An option. Its number stands beside the button, so that the button's name stays the same whatever is counted. */
export function renderItem(option: ShownOption, view: ItemView): TemplateResult {
  const { value, label } = option;
  const { tally, mine, icons, isStatic } = view;
  const states = `${mine.includes(value) ? 'chosen' : ''} ${tally.leading === value ? 'leading' : ''}`;
  const face = html`${renderIcon(option, icons)}<span class="name text ${HAS_LONG_WORD.test(label) ? 'long' : ''}">${label}</span>`;
  return html`<div
    part="option ${states}"
    class="option ${states}"
    role=${isStatic ? 'listitem' : nothing}
    data-reaction=${isStatic ? value : nothing}
  >
    ${isStatic ? face : renderButton(option, face, view)}
    <span part="count" class="count" aria-hidden="true" data-of=${value}><span>${numberOf(value, view)}</span></span>
    <span class="visually-hidden" id="about-${value}">${aboutOf(option, view)}</span>
  </div>`;
}

/** The reaction most chosen alone, on one line. */
export function renderLeading(options: readonly ShownOption[], view: ItemView): TemplateResult {
  const { localization, tally, icons } = view;
  const [leading] = options
    .filter(({ value }) => (tally.counts.get(value) ?? 0) > 0)
    .toSorted((a, b) => tally.counts.get(b.value)! - tally.counts.get(a.value)!);
  if (!leading) return html`<span class="leading-only">\u00a0</span>`;
  const { value, label } = leading;
  const said = localization.plural(localization.messages.reactionCount, tally.counts.get(value)!);
  return html`<span class="leading-only" data-reaction=${value}>
    ${renderIcon({ ...leading, icon: leading.icon || label }, icons)}
    <span part="count" class="count" aria-hidden="true"><span>${numberOf(value, view)}</span></span>
    <span class="visually-hidden">${label}: ${said}</span>
  </span>`;
}
