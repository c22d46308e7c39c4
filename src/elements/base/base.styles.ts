import { css } from '@lit/reactive-element';

/** What the three elements share: they inherit font and colour from the page and follow its colour scheme. */
export const baseStyles = css`
  :host {
    --_accent: var(--gaung-accent, LinkText);
    --_line: var(--gaung-line, color-mix(in srgb, currentColor 22%, transparent));
    --_focus: var(--gaung-focus, var(--_accent));
    --_tint: color-mix(in srgb, var(--_accent) 12%, transparent);
    box-sizing: border-box;
    /* Painted once, and not anew whenever a page is scrolled. */
    isolation: isolate;
  }
  /* A calmer blue than the browser's own, where one can be had for both schemes (Chrome 123, Safari 17.5). */
  @supports (color: light-dark(red, red)) {
    :host {
      --_accent: var(--gaung-accent, light-dark(#0b57d0, #a8c7fa));
    }
  }
  :host([hidden]) {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  button,
  a {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
    text-decoration: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* What a page does to its running text says nothing about a row of buttons in it. */
  .upright {
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  .localizing .text,
  .localizing.text {
    visibility: hidden;
  }
  @media (prefers-contrast: more) {
    :host {
      --_line: var(--gaung-line, currentColor);
    }
  }
`;
