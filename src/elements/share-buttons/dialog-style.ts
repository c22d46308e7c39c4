/** Named so that the build takes out the white space. */
const css = String.raw;

/** Looks of the dialogs: the page's font and colour scheme, whatever the row around them looks like. */
export const dialogStyle = css`
  .gaung-dialog {
    --_line: var(--gaung-line, color-mix(in srgb, currentColor 35%, transparent));
    box-sizing: border-box;
    inline-size: min(26em, 100vw - 1.5em);
    max-inline-size: none;
    max-block-size: calc(100dvh - 1.5em);
    margin: auto;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: 0.75em;
    background: Canvas;
    color: CanvasText;
    font-size: clamp(16px, 1em, 20px);
    font-weight: 400;
    font-style: normal;
    line-height: 1.5;
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
    cursor: auto;
    overflow-wrap: anywhere;
  }
  /* One that was moved in the document while it was open is open no more. */
  .gaung-dialog:not(:modal) {
    display: none;
  }
  .gaung-dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  .gaung-dialog *,
  .gaung-dialog ::before {
    box-sizing: border-box;
  }
  .gaung-dialog [hidden] {
    display: none !important;
  }
  .gaung-dialog .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
    margin: 0;
    padding: 1.25em;
  }
  .gaung-dialog .head {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 0.75em;
  }
  .gaung-dialog h2,
  .gaung-dialog h3,
  .gaung-dialog p,
  .gaung-dialog ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 1em;
    font-weight: 400;
  }
  .gaung-dialog h2 {
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.3;
  }
  .gaung-dialog h3,
  .gaung-dialog label {
    font-weight: 600;
  }
  .gaung-dialog .field {
    display: grid;
    gap: 0.375em;
  }
  .gaung-dialog .small {
    font-size: 0.875em;
  }
  .gaung-dialog .quiet {
    opacity: 0.8;
  }
  .gaung-dialog .error {
    color: light-dark(#b3261e, #ffb4ab);
    font-weight: 600;
  }
  .gaung-dialog .error:empty {
    display: none;
  }
  /* Takes no room, and stays where screen readers listen. */
  .gaung-dialog .status:empty {
    position: absolute;
  }
  .gaung-dialog button,
  .gaung-dialog input,
  .gaung-dialog select {
    min-block-size: 44px;
    min-inline-size: 44px;
    margin: 0;
    border: 1px solid var(--_line);
    border-radius: 0.5em;
    font: inherit;
    letter-spacing: inherit;
    -webkit-tap-highlight-color: transparent;
  }
  .gaung-dialog input,
  .gaung-dialog select {
    inline-size: 100%;
    padding-block: 0.25em;
    padding-inline: 0.75em;
    border-color: color-mix(in srgb, currentColor 60%, transparent);
    background: Field;
    color: FieldText;
  }
  .gaung-dialog ::placeholder {
    color: inherit;
    opacity: 0.7;
  }
  .gaung-dialog [aria-invalid='true'] {
    border-color: light-dark(#b3261e, #ffb4ab);
    border-width: 2px;
  }
  .gaung-dialog button {
    padding-block: 0.25em;
    padding-inline: 1em;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .gaung-dialog button:hover {
    background: color-mix(in srgb, currentColor 8%, transparent);
  }
  .gaung-dialog button.main {
    border-color: CanvasText;
    background: CanvasText;
    color: Canvas;
    font-weight: 600;
  }
  .gaung-dialog button.main:hover {
    background: color-mix(in srgb, CanvasText 85%, Canvas);
  }
  .gaung-dialog button[aria-disabled='true'],
  .gaung-dialog button[aria-disabled='true']:hover {
    border-style: dashed;
    background: none;
    color: inherit;
    cursor: progress;
  }
  .gaung-dialog :focus-visible {
    outline: 2px solid var(--gaung-focus, var(--gaung-accent, LinkText));
    outline-offset: 2px;
  }
  .gaung-dialog .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.5em;
  }
  .gaung-dialog .used {
    display: grid;
    gap: 0.5em;
  }
  .gaung-dialog .used .head {
    align-items: center;
  }
  .gaung-dialog .used li + li {
    margin-block-start: 0.5em;
  }
  .gaung-dialog .used li button {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    column-gap: 0.75em;
    inline-size: 100%;
    padding-block: 0.55em;
    text-align: start;
  }
  .gaung-dialog button.plain {
    flex: none;
    padding-inline: 0.75em;
    margin-inline-end: -0.75em;
    border-color: transparent;
    text-decoration: underline;
  }
  .gaung-dialog button.cross {
    flex: none;
    display: grid;
    place-items: center;
    margin-block: -0.5em;
    margin-inline-end: -0.5em;
    padding: 0;
    border-color: transparent;
    border-radius: 999px;
  }
  .gaung-dialog .cross svg {
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  /* Cameras want black on white, whatever the colours around it. */
  .gaung-dialog .code {
    display: block;
    inline-size: 100%;
    max-inline-size: 20em;
    margin-inline: auto;
    block-size: auto;
    border-radius: 0.25em;
    forced-color-adjust: none;
  }
  .gaung-dialog .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    font-weight: 600;
  }
  .gaung-dialog .address {
    direction: ltr;
    user-select: text;
    -webkit-user-select: text;
  }
  @media (forced-colors: active) {
    .gaung-dialog button.main,
    .gaung-dialog button.main:hover {
      border-width: 3px;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
