import { css } from 'lit';

export const shareButtonsStyles = css`
  :host {
    display: block;
  }
  .label {
    margin-block: 0 0.5em;
    font-size: 0.875em;
    line-height: 1.4;
  }
  .row {
    position: relative;
    inline-size: fit-content;
    max-inline-size: 100%;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--gaung-radius, 999px);
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
    inline-size: 20px;
    block-size: 20px;
    fill: currentColor;
    flex: none;
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
