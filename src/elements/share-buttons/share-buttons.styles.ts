import { css } from 'lit';

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
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.5em;
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
    font-size: 0.875em;
    line-height: 1.2;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .with-label {
    padding-inline: 0.9em;
  }
  a.button:hover,
  button.button:hover {
    border-color: currentColor;
    background: color-mix(in srgb, currentColor 8%, transparent);
  }
  .done {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  svg {
    inline-size: var(--_icon);
    block-size: var(--_icon);
    fill: currentColor;
    flex: none;
  }
  .letter {
    inline-size: 1.11em;
    font-weight: 700;
    font-size: calc(var(--_icon) * 0.9);
    line-height: 1;
    text-align: center;
    text-transform: uppercase;
  }
  .count {
    padding-inline: 0.35em;
    font-variant-numeric: tabular-nums;
  }
  .count::after {
    content: attr(data-count);
  }
  .button:not(.with-label):has(.count) {
    padding-inline: 0.7em 0.35em;
  }
  .menu {
    position: absolute;
    inset: auto;
    box-sizing: border-box;
    max-block-size: min(22em, 70vh);
    margin: 0;
    padding: 0.4em;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: 0.75em;
    background: Canvas;
    color: CanvasText;
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.18);
  }
  /* For browsers without popovers: hidden and shown by its class. */
  @supports not selector(:popover-open) {
    .menu:not(.open) {
      display: none;
    }
    .menu.open {
      z-index: 2;
    }
  }
  .menu .button {
    display: flex;
    justify-content: flex-start;
    inline-size: 100%;
    border-color: transparent;
    border-radius: 0.5em;
  }
  .menu input {
    inline-size: 100%;
    min-block-size: 44px;
    margin-block-end: 0.4em;
    padding-inline: 0.75em;
    border: 1px solid var(--_line);
    border-radius: 0.5em;
    background: Field;
    color: FieldText;
    font: inherit;
    font-size: 0.875em;
  }
  .quote {
    position: absolute;
    inset: auto;
    display: flex;
    gap: 0.25em;
    margin: 0;
    padding: 0.3em;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: Canvas;
    color: CanvasText;
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.2);
  }
  .nothing {
    margin: 0.75em;
    font-size: 0.875em;
  }
  /* Above the end of the row: takes no room of its own and never leaves the page's width. */
  .toast {
    position: absolute;
    inset-block-end: calc(100% + 0.4em);
    inset-inline-end: 0;
    z-index: 1;
    padding: 0.35em 0.7em;
    border-radius: 0.4em;
    background: CanvasText;
    color: Canvas;
    font-size: 0.8125em;
    line-height: 1.3;
    white-space: nowrap;
    pointer-events: none;
  }
  .by-hand {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    margin-block-start: 0.5em;
    font-size: 0.875em;
  }
  .by-hand input {
    flex: 1 1 12em;
    min-block-size: 44px;
    padding-inline: 0.75em;
    border: 1px solid var(--_line);
    border-radius: 0.5em;
    background: Field;
    color: FieldText;
    font: inherit;
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
