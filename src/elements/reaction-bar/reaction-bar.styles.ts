import { css } from 'lit';

/** The bar at its middle size: a question, tiles under it, and a line for what there is to say. */
export const reactionBarStyles = css`
  :host {
    --_radius: var(--gaung-reaction-radius, var(--gaung-radius, 0.75em));
    --_icon: var(--gaung-reaction-icon, 1.75em);
    display: block;
  }
  .bar {
    display: block;
    line-height: 1.25;
  }
  /* How wide it is decides, not how wide the window is. Where its content decides how wide it is, it is this wide. */
  @supports (contain-intrinsic-inline-size: 1px) {
    .bar {
      container-type: inline-size;
      contain-intrinsic-inline-size: 24em;
    }
  }
  .label {
    margin-block: 0 0.75em;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.35;
    text-align: center;
    text-wrap: balance;
    unicode-bidi: plaintext;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.25em;
    margin-inline: auto;
  }
  @container (min-width: 30em) {
    .options {
      gap: 0.5em;
    }
  }
  .option {
    position: relative;
    flex: 1 1 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    /* A finger's, and no less than its picture takes where text is large. */
    min-inline-size: max(44px, 2.65em);
    max-inline-size: 6.5em;
    padding: 0.625em 0;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    text-align: center;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .option:not(:has(.icon)) {
    justify-content: center;
  }
  /* More than stand in a row of a phone: two rows of the same length, three on a phone. */
  .many .option {
    flex: 0 1 calc(100% / var(--_columns) - 0.5em);
    min-inline-size: 4.25em;
  }
  .columns-4 {
    --_columns: 4;
    max-inline-size: 28em;
  }
  .columns-5 {
    --_columns: 5;
    max-inline-size: 35em;
  }
  .columns-6 {
    --_columns: 6;
    max-inline-size: 42em;
  }
  button {
    display: flex;
    flex-direction: column;
    align-items: center;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: inherit;
    outline: none;
    background: none;
    text-align: center;
    line-height: inherit;
  }
  /* The whole option can be tapped, count and all, and shows the button's focus. */
  button::after {
    content: '';
    position: absolute;
    inset: -1px;
    border-radius: inherit;
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  [aria-disabled] {
    cursor: default;
  }
  .option:has(button) {
    border-color: var(--_line);
  }
  @media (hover: hover) {
    /* Under the pointer as well, what is chosen looks chosen. */
    .option:not(.chosen):has(button:not([aria-disabled])):hover {
      border-color: color-mix(in srgb, currentColor 45%, transparent);
      background: color-mix(in srgb, currentColor 6%, transparent);
    }
    .option:has(button:not([aria-disabled])):hover .icon {
      transform: translateY(-0.06em) scale(1.12);
    }
  }
  .option:has(button:active) .icon {
    transform: scale(0.94);
  }
  .option.chosen {
    border-color: var(--_accent);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .icon {
    flex: none;
    block-size: 1.2em;
    /* Colour emoji, where a text font of the page has the same sign in black. */
    font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif;
    font-size: var(--_icon);
    font-style: normal;
    font-weight: 400;
    line-height: 1.2;
    white-space: nowrap;
    transition: transform 0.15s;
  }
  .icon > svg,
  .icon > img {
    display: block;
    inline-size: 1.2em;
    block-size: 1.2em;
    object-fit: contain;
  }
  .chosen .icon {
    transform: scale(1.08);
  }
  .name {
    margin-block-start: 0.1em;
    font-size: max(0.8125em, 12px);
    line-height: 1.35;
    overflow-wrap: anywhere;
    hyphens: auto;
    unicode-bidi: plaintext;
  }
  /* A line for the number before it comes; what rolls out of it is cut off. */
  .count {
    position: relative;
    display: block;
    min-block-size: 1.4em;
    overflow: clip;
    font-size: max(0.9375em, 12px);
    font-weight: 600;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .count > span {
    display: block;
  }
  .count::before {
    content: attr(data-before);
    position: absolute;
    inset: 0;
    opacity: 0;
  }
  .chosen :is(.name, .count) {
    font-weight: 700;
  }
  .leading::before {
    content: '';
    position: absolute;
    inset-block-end: 0.3em;
    inset-inline: calc(50% - 0.75em);
    block-size: 3px;
    border-radius: 3px;
    background: var(--_accent);
  }
  /* As much of a word as a fifth of a phone's width has room for. */
  @container (max-width: 22em) {
    .name {
      font-size: max(0.75em, 11px);
      letter-spacing: -0.02em;
    }
    .name.long {
      font-size: max(0.6875em, 11px);
    }
  }
  .notice {
    min-block-size: 1.4em;
    margin-block: 0.5em 0;
    font-size: max(0.8125em, 12px);
    line-height: 1.4;
    text-align: center;
    text-wrap: balance;
    unicode-bidi: plaintext;
  }
  :host([readonly]:not([percent])) .notice:empty {
    display: none;
  }
  /* The leading reaction alone. */
  :host([show='leading']) {
    display: inline-block;
  }
  .leading-only {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    min-inline-size: 3.5em;
    white-space: nowrap;
  }
  .leading-only .icon {
    font-size: 1.1em;
  }
  .leading-only .count {
    min-block-size: 0;
    font-size: 1em;
    font-weight: inherit;
    line-height: inherit;
  }
  @media (prefers-reduced-motion: reduce) {
    .option,
    .icon {
      transition-duration: 1ms;
    }
  }
  @media (forced-colors: active) {
    .option:has(button) {
      border-color: ButtonText;
    }
    .option.chosen {
      border-color: SelectedItem;
      outline: 2px solid SelectedItem;
      outline-offset: -3px;
    }
    .option.chosen:has(:focus-visible) {
      outline: 2px solid Highlight;
      outline-offset: 2px;
      border-width: 3px;
    }
    .leading::before {
      background: CanvasText;
    }
  }
`;
