/** Styles of elements that no script has measured yet. They go when the element takes over. */
import { css } from '@lit/reactive-element';
import { NARROW, NARROW_OF } from '../elements/reaction-bar/narrowness.ts';

const RULE = /[^{}]*\[data-narrow\][^{}]*\{[^{}]*\}/g;

/** Bars of each threshold. `:where` adds nothing to a selector's weight: it decides as the attribute does. */
const THRESHOLDS = [
  [NARROW, '.bar:where(:not(.large,.compact))'],
  [NARROW_OF.large, '.bar:where(.large)'],
] as const;

/**
 * A bar's style sheet for as long as no script has measured the bar: its rules for narrow ones ask how wide it is. The
 * element's own has no such query, because each costs a layout of its own; this one goes when the element takes over.
 */
export function askingWidth(sheet: string): string {
  return sheet.replace(RULE, (rule) => {
    const asking = THRESHOLDS.map(
      ([most, bars]) => `@container (max-width:${most}em){${rule.replaceAll('[data-narrow]', bars)}}`,
    );
    return rule + asking.join('');
  });
}

/** Lets a bar be asked how wide it is. Where its content would decide, it is as wide as it wants to be: see `.bar`. */
export const measurable = css`
  :host(:not([size='compact'])) {
    container-type: inline-size;
    contain-intrinsic-inline-size: 24em;
  }
`.cssText;

/**
 * A row that may be longer than its room stays on one line until a script knows, as `.tight` has it, and breaks where
 * there is no script.
 */
export const oneLine = css`
  .row {
    flex-wrap: wrap;
  }
  :host(:not([layout='column'], [layout='rail'])) .row {
    max-block-size: var(--_size);
    overflow: clip;
    overflow-clip-margin: 6px;
  }
  @media (scripting: none) {
    :host(:not([layout='column'], [layout='rail'])) .row {
      max-block-size: none;
      overflow: visible;
    }
  }
`.cssText;
