import { css } from '@lit/reactive-element';

export const viewCounterStyles = css`
  :host {
    display: inline-block;
  }
  /* Not from now: as a footnote looks, and not as a mistake. */
  [title] {
    text-decoration: underline dotted 1px;
    text-underline-offset: 0.25em;
    cursor: help;
  }
  /* Room for the number before it comes, so that nothing beside it moves: as long as most counts need. */
  .text {
    display: inline-block;
    text-indent: 0;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    min-inline-size: var(--gaung-counter-size, 10em);
  }
  .compact,
  .number {
    min-inline-size: var(--gaung-counter-size, 4em);
  }
`;
