/** Named so that the build takes out the white space. */
const css = String.raw;

/** Sizes, where the names are, more options than stand in a row, pictures, and the leading reaction alone. */
export const reactionLooks = css`
  .option {
    position: relative;
  }
  .icon > svg,
  .icon > img {
    display: block;
    inline-size: 1.2em;
    block-size: 1.2em;
    margin-inline: auto;
    object-fit: contain;
  }

  /* Two rows of the same length, three on a phone. */
  .many {
    gap: 0.5em;
    max-inline-size: calc(7em * var(--_columns));
  }
  [data-narrow] .many {
    gap: 0.25em;
  }
  .many .option {
    flex: 0 1 calc(100% / var(--_columns) - 0.5em);
    min-inline-size: 4.25em;
  }
  .columns-4 {
    --_columns: 4;
  }
  .columns-5 {
    --_columns: 5;
  }
  .columns-6 {
    --_columns: 6;
  }

  .large {
    --_icon: var(--gaung-reaction-icon, 2.5em);
  }
  .large .label {
    font-size: 1.375em;
  }
  .large .option {
    max-inline-size: 8em;
    padding: 0.875em 0 0.75em;
  }
  .large .name {
    font-size: max(0.9375em, 12px);
  }
  .large .count {
    font-size: 1.125em;
  }
  .large[data-narrow] {
    --_icon: var(--gaung-reaction-icon, 2.125em);
  }
  .large[data-narrow] .label {
    font-size: 1.25em;
  }
  .large[data-narrow] .name {
    font-size: max(0.75em, 12px);
  }

  /* One line of pills, for lists. */
  .compact {
    --_icon: var(--gaung-reaction-icon, 1.125em);
    inline-size: auto;
    min-inline-size: 0;
    text-align: start;
  }
  .compact .label {
    margin-block-end: 0.4em;
    font-size: 0.9375em;
  }
  .compact .options {
    justify-content: flex-start;
    gap: 0.375em;
    max-inline-size: none;
  }
  .compact .options .option {
    display: flex;
    flex: none;
    flex-direction: row;
    align-items: center;
    gap: 0.3em;
    min-inline-size: 28px;
    max-inline-size: none;
    min-block-size: 28px;
    padding: 0.125em 0.5em;
    border-radius: var(--gaung-reaction-radius, var(--gaung-radius, 999px));
  }
  @media (pointer: coarse) {
    .compact .options .option {
      min-inline-size: 44px;
      min-block-size: 44px;
      padding-inline: 0.625em;
    }
  }
  .compact button {
    display: flex;
    align-items: center;
    align-self: stretch;
    inline-size: auto;
    gap: 0.3em;
  }
  .compact .name {
    margin: 0;
  }
  .compact .count {
    font-size: max(0.875em, 12px);
  }
  .compact .count:empty {
    display: none;
  }
  .compact .leading::before {
    inset-block-end: -1px;
    border-radius: 3px 3px 0 0;
  }
  .compact .notice {
    min-block-size: 0;
    margin-block: 0;
  }
  .compact .notice:not(:empty) {
    margin-block-start: 0.4em;
  }

  /* Out of sight, and the option's name all the same. An option without an icon has nothing else to show. */
  .labels-never .icon + .name {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (hover: none) {
    .compact.labels-hover .icon + .name {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  /* Where nothing can hover, the names stand where they always do; a pill has no room for one. */
  @media (hover: hover) {
    .labels-hover .icon + .name {
      position: absolute;
      inset-block-end: 100%;
      /* In the middle, whichever way the text runs. */
      inset-inline: -6em;
      z-index: 1;
      inline-size: max-content;
      max-inline-size: 12em;
      margin-inline: auto;
      padding: 0.3em 0.6em;
      /* The gap is part of it, so that the pointer can go there. */
      border-block-end: 0.4em solid transparent;
      border-radius: 0.4em;
      background: CanvasText padding-box;
      color: Canvas;
      font-weight: 400;
      text-align: center;
      /* Hidden from sight alone: it is the name of the button. */
      opacity: 0;
      pointer-events: none;
      transition: opacity 0.12s;
    }
    .labels-hover:not([data-dismissed]) :is(.option:hover, .option:has(:focus-visible)) .name {
      opacity: 1;
      pointer-events: auto;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .labels-hover .icon + .name {
      transition-duration: 1ms;
    }
  }

  .leading-only {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
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
`;
