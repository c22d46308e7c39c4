import { css } from 'lit';

/** What the three elements share: they inherit font and colour from the page and follow its colour scheme. */
export const baseStyles = css`
  :host {
    --_accent: var(--gaung-accent, LinkText);
    --_line: var(--gaung-line, color-mix(in srgb, currentColor 22%, transparent));
    --_tint: color-mix(in srgb, var(--_accent) 12%, transparent);
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  button,
  a {
    font: inherit;
    color: inherit;
    text-decoration: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  :focus-visible {
    outline: 2px solid var(--gaung-focus, var(--_accent));
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
  .localizing .text {
    visibility: hidden;
  }
`;
