import type { Messages } from '../../locales/locale.ts';
import { adopt, sheetOf } from './adopt.ts';

/** How long "Link copied" stays in sight, in ms. */
const TOAST_MS = 3000;

/** Named so that the build takes out the white space. */
const css = String.raw;

const style = css`
  .done {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  .row {
    position: relative;
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
    font-size: calc(13em / 14);
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
`;

let sheet: CSSStyleSheet | undefined;

/** The way to take back what a row shows. */
const shown = new WeakMap<ShadowRoot, () => void>();

export function hideCopied(root: ShadowRoot): void {
  shown.get(root)?.();
}

/** What telling a reader needs of a row. */
export interface CopiedHost {
  readonly root: ShadowRoot;
  readonly messages: Messages;
  readonly lang: string;
  readonly announce: (text: string, lang: string) => void;
}

/** Shows and says that the link was copied, for a while, or the link itself where the browser refused. */
export function showCopied({ root, messages, lang, announce }: CopiedHost, isCopied: boolean, url: string): void {
  adopt(root, (sheet ??= sheetOf(style)));
  hideCopied(root);
  announce(isCopied ? messages.copied : messages.copyByHand, lang);
  const row = root.querySelector('.row')!;
  const button = root.querySelector('[data-network="copy"]');
  const element = document.createElement(isCopied ? 'span' : 'label');
  element.className = isCopied ? 'toast' : 'by-hand';
  element.textContent = isCopied ? messages.copied : messages.copyByHand;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    element.remove();
    button?.classList.remove('done');
  };
  shown.set(root, stop);
  if (isCopied) {
    element.setAttribute('aria-hidden', 'true');
    row.append(element);
    button?.classList.add('done');
    timer = setTimeout(stop, TOAST_MS);
  } else {
    const field = document.createElement('input');
    field.readOnly = true;
    field.value = url;
    field.addEventListener('focus', () => field.select());
    element.append(field);
    row.parentElement!.append(element);
    field.focus();
  }
}
