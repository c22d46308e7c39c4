import { css } from '@lit/reactive-element';

export const shareButtonsStyles = css`
  :host {
    /* Of the button's text: 44 and 20 px at 16 px around it. */
    --_size: max(44px, 3.143em);
    --_icon: 1.4286em;
    --_radius: 999px;
    display: block;
  }
  .label {
    margin-block: 0 0.5em;
    font-size: 0.875em;
    line-height: 1.4;
  }
  .row {
    display: flex;
    align-items: center;
    gap: calc(4em / 7);
    font-size: 0.875em;
  }
  /* Longer than its room, until that is known: on one line all the same. */
  .tight {
    flex-wrap: wrap;
    max-block-size: var(--_size);
    overflow: clip;
  }
  .wrapped {
    flex-wrap: wrap;
  }
  slot {
    display: none;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    flex: none;
    min-inline-size: var(--_size);
    min-block-size: var(--_size);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--gaung-radius, var(--_radius));
    background: none;
    line-height: 1.2;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .with-label {
    padding-inline: 0.9em;
  }
  .button:hover {
    border-color: currentColor;
    background: color-mix(in srgb, currentColor 8%, transparent);
  }
  svg {
    inline-size: var(--_icon);
    block-size: var(--_icon);
    fill: currentColor;
    flex: none;
  }
  :host([size='small']) {
    --_size: max(36px, 2.571em);
    --_icon: 1.143em;
  }
  :host([size='large']) {
    --_size: max(52px, 3.714em);
    --_icon: 1.714em;
  }
  @media (pointer: coarse) {
    :host([size='small']) {
      --_size: max(44px, 2.571em);
    }
  }
  :host([layout='column']) .row,
  :host([layout='rail']) .row {
    flex-flow: column;
    align-items: flex-start;
  }
  @media (min-width: 60rem) {
    :host([layout='rail']) {
      position: fixed;
      inset-block-start: 50%;
      inset-inline-start: 1em;
      translate: 0 -50%;
      z-index: 1;
    }
    :host([layout='rail']) .label {
      display: none;
    }
  }
  @media (max-width: 59.99rem) {
    :host([layout='rail']) .row {
      flex-flow: row wrap;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .button {
      transition-duration: 1ms;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
