import { css } from 'lit';

export const reactionBarStyles = css`
  :host {
    display: block;
  }
  :host([show='leading']) {
    display: inline-block;
  }
  .label {
    margin-block: 0 0.75em;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.35;
    text-align: center;
    text-wrap: balance;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5em;
  }
  .option {
    position: relative;
    flex: 1 1 0;
    max-inline-size: 6.5em;
    display: flex;
    flex-direction: column;
    align-items: center;
    min-inline-size: 44px;
    padding: 0.625em 0.25em 0.5em;
    border: 1px solid transparent;
    border-radius: var(--gaung-radius, 0.75em);
    line-height: 1.25;
    text-align: center;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  button {
    display: flex;
    flex-direction: column;
    align-items: center;
    inline-size: 100%;
    padding: 0;
    border: 0;
    outline: none;
    background: none;
    line-height: inherit;
  }
  /* The whole option can be tapped, count and all, and shows the button's focus. */
  button::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--gaung-focus, var(--_accent));
    outline-offset: 2px;
  }
  [aria-disabled] {
    cursor: default;
  }
  .option:has(button) {
    border-color: var(--_line);
  }
  .option:has(button):hover {
    background: color-mix(in srgb, currentColor 6%, transparent);
  }
  .option:has(button[aria-pressed='true']) {
    border-color: var(--_accent);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .icon {
    /* Colour emoji, where a text font of the page has the same sign in black. */
    font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif;
    font-size: 1.75em;
    line-height: 1.2;
    transition: transform 0.15s;
  }
  .option:has(button):hover .icon,
  [aria-pressed='true'] .icon {
    transform: scale(1.12);
  }
  .name {
    font-size: 0.8125em;
    overflow-wrap: anywhere;
  }
  .option:has([aria-pressed='true']) {
    font-weight: 700;
  }
  /* A line for the number before it comes. */
  .count {
    min-block-size: 1.25em;
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  .notice {
    min-block-size: 1.4em;
    margin-block: 0.5em 0;
    font-size: 0.8125em;
    line-height: 1.4;
    text-align: center;
  }
  .leading {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    min-inline-size: 3.5em;
    white-space: nowrap;
  }
  .leading .icon {
    font-size: 1.1em;
    line-height: 1;
  }
  @media (prefers-reduced-motion: reduce) {
    .option,
    .icon {
      transition-duration: 1ms;
    }
  }
  @media (forced-colors: active) {
    .option:has([aria-pressed='true']) {
      outline: 3px solid SelectedItem;
      outline-offset: -3px;
    }
  }
`;
