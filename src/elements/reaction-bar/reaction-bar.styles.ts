import { css } from '@lit/reactive-element';

/** The bar at its middle size: a question, tiles under it, and a line for what there is to say. */
export const reactionBarStyles = css`
  :host {
    --_radius: var(--gaung-reaction-radius, var(--gaung-radius, 0.75em));
    --_icon: var(--gaung-reaction-icon, 1.75em);
    display: block;
  }
  /* As wide as there is room. Where its content decides how wide it is, it is this wide. */
  .bar {
    inline-size: 24em;
    min-inline-size: 100%;
    max-inline-size: 100%;
    line-height: 1.25;
    text-align: center;
  }
  /* What makes it look as it should is on its way: as much room as it will take. */
  .coming {
    visibility: hidden;
  }
  :host([size='large']) .coming {
    padding-block-end: 2.25em;
  }
  :host([size='large']) .coming[data-narrow] {
    padding-block-end: 1.35em;
  }
  :host([size='compact']) .coming {
    block-size: max(28px, 1.725em);
    overflow: hidden;
  }
  @media (pointer: coarse) {
    :host([size='compact']) .coming {
      block-size: 44px;
    }
  }
  :host([show='leading']) {
    display: inline-block;
    min-inline-size: 3.5em;
  }
  .label,
  .name,
  .notice {
    unicode-bidi: plaintext;
  }
  .label {
    margin-block: 0 0.75em;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.35;
  }
  .label,
  .notice {
    text-wrap: balance;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    /* Wider from 30em on. */
    gap: 0.25em clamp(0.25em, (100% - 30em) * 9, 0.5em);
    margin-inline: auto;
  }
  /* Blocks, which a browser lays out once; flex items twice. */
  .option,
  button,
  .icon,
  .name,
  .count {
    display: block;
    border: 0 solid transparent;
  }
  .option {
    flex: 1 1 0;
    /* A finger's, and no less than its picture takes where text is large. */
    min-inline-size: max(44px, 2.65em);
    max-inline-size: 6.5em;
    padding: 0.625em 0;
    border-width: 1px;
    border-radius: var(--_radius);
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .bare {
    display: grid;
    align-content: center;
  }
  button {
    inline-size: 100%;
    padding: 0;
    outline: none;
    background: none;
    line-height: inherit;
  }
  /* All of an option can be tapped, count and all, and shows its button's focus. */
  .free .option {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  [aria-disabled] {
    cursor: default;
  }
  .pressable .option {
    border-color: var(--_line);
  }
  @media (hover: hover) {
    .free .option:hover {
      border-color: color-mix(in srgb, currentColor 45%, transparent);
      background: color-mix(in srgb, currentColor 6%, transparent);
    }
    .free .option:hover .icon {
      transform: translateY(-0.06em) scale(1.12);
    }
  }
  .pressable .option:active .icon {
    transform: scale(0.94);
  }
  /* Under the pointer as well, what is chosen looks chosen. */
  .options .chosen.chosen {
    border-color: var(--_accent);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
    font-weight: 700;
  }
  .icon {
    block-size: 1.2em;
    /* Colour emoji, where a text font of the page has the same sign in black. */
    font:
      400 var(--_icon) / 1.2 'Apple Color Emoji',
      'Segoe UI Emoji',
      'Noto Color Emoji',
      sans-serif;
    white-space: nowrap;
    transition: transform 0.15s;
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
  }
  /* A line for the number before it comes. */
  .count {
    min-block-size: 1.4em;
    font-size: max(0.9375em, 12px);
    font-weight: 600;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .chosen .count {
    font-weight: 700;
  }
  .leading {
    position: relative;
  }
  .leading::before {
    content: '';
    position: absolute;
    inset: auto calc(50% - 0.75em) 0.3em;
    block-size: 3px;
    border-radius: 3px;
    background: var(--_accent);
  }
  [data-narrow] .name {
    font-size: max(0.75em, 11px);
    letter-spacing: -0.02em;
  }
  [data-narrow] .long {
    font-size: max(0.6875em, 11px);
  }
  .notice {
    min-block-size: 1.4em;
    margin-block: 0.5em 0;
    font-size: max(0.8125em, 12px);
    line-height: 1.4;
  }
  :host([readonly]:not([percent])) .notice:empty {
    min-block-size: 0;
    margin: 0;
    visibility: hidden;
  }
  @media (prefers-reduced-motion: reduce) {
    .option,
    .icon {
      transition-duration: 1ms;
    }
  }
  @media (forced-colors: active) {
    .pressable .option {
      border-color: ButtonText;
    }
    .options .chosen.chosen {
      border-color: SelectedItem;
      outline: 2px solid SelectedItem;
      outline-offset: -3px;
    }
    .options .option:has(:focus-visible) {
      outline: 2px solid Highlight;
      outline-offset: 2px;
    }
    .chosen:has(:focus-visible) {
      border-width: 3px;
    }
    .leading::before {
      background: CanvasText;
    }
  }
`;
