import { css } from 'lit';

/** Variants, sizes, shapes and layouts of a row. */
export const shareLooks = css`
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
  :host([shape='rounded']) {
    --_radius: 10px;
  }
  :host([shape='square']) {
    --_radius: 0;
  }
  :host([variant='tinted']) .button {
    border-color: transparent;
    background: color-mix(in srgb, var(--_brand, currentColor) 14%, transparent);
  }
  :host([variant='tinted']) :is(a, button).button:hover {
    background: color-mix(in srgb, var(--_brand, currentColor) 28%, transparent);
  }
  :host([variant='brand']) .row .button:not(.more) {
    border-color: color-mix(in srgb, CanvasText 16%, transparent);
    background: var(--_brand, CanvasText);
    color: var(--_on-brand, Canvas);
  }
  :host([variant='brand']) .row .button:not(.more):hover {
    filter: brightness(1.08);
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
  @media (forced-colors: active) {
    :host([variant]) .row .button {
      border-color: ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
