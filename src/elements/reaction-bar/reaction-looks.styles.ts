import { css } from 'lit';

/** Sizes, and where the names are. */
export const reactionLooks = css`
  :host([size='large']) {
    --_icon: var(--gaung-reaction-icon, 2.5em);
  }
  :host([size='large']) .label {
    font-size: 1.375em;
  }
  :host([size='large']) .option {
    max-inline-size: 8em;
    padding: 0.875em 0 0.75em;
  }
  :host([size='large']) .name {
    font-size: max(0.9375em, 12px);
  }
  :host([size='large']) .count {
    font-size: 1.125em;
  }

  @container (max-width: 26em) {
    :host([size='large']) .label {
      font-size: 1.25em;
    }
    :host([size='large']) .icon {
      font-size: var(--gaung-reaction-icon, 2.125em);
    }
    :host([size='large']) .name {
      font-size: max(0.75em, 12px);
    }
  }

  /* One line of pills, for lists. */
  :host([size='compact']) {
    --_icon: var(--gaung-reaction-icon, 1.125em);
  }
  :host([size='compact']) .bar {
    container-type: normal;
  }
  :host([size='compact']) .label {
    margin-block-end: 0.4em;
    font-size: 0.9375em;
    text-align: start;
  }
  :host([size='compact']) .options {
    justify-content: flex-start;
    gap: 0.375em;
    max-inline-size: none;
  }
  :host([size='compact']) .option,
  :host([size='compact']) .many .option {
    flex: none;
    flex-direction: row;
    gap: 0.3em;
    min-inline-size: 28px;
    max-inline-size: none;
    min-block-size: 28px;
    padding: 0.125em 0.5em;
    border-radius: var(--gaung-reaction-radius, var(--gaung-radius, 999px));
  }
  @media (pointer: coarse) {
    :host([size='compact']) .option,
    :host([size='compact']) .many .option {
      min-inline-size: 44px;
      min-block-size: 44px;
      padding-inline: 0.625em;
    }
  }
  :host([size='compact']) button {
    flex-direction: row;
    gap: 0.3em;
    inline-size: auto;
  }
  :host([size='compact']) .name {
    margin: 0;
  }
  :host([size='compact']) .count {
    font-size: max(0.875em, 12px);
  }
  :host([size='compact']) .count:not(:has(> span:not(:empty))) {
    display: none;
  }
  :host([size='compact']) .leading::before {
    inset-block-end: -1px;
    border-radius: 3px 3px 0 0;
  }
  :host([size='compact']) .notice {
    min-block-size: 0;
    margin-block: 0;
    text-align: start;
  }
  :host([size='compact']) .notice:not(:empty) {
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
    :host([size='compact']) .labels-hover .icon + .name {
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
`;
