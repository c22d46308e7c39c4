import { css } from 'lit';

export const viewCounterStyles = css`
  :host {
    display: inline-block;
  }
  /* Room for the number before it comes, so that nothing beside it moves: as long as most counts need. */
  span {
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
