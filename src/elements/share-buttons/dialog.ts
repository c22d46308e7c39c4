import { dialogStyle } from './dialog-style.ts';

/** What both dialogs are given. */
export interface DialogOptions {
  /** Where the dialog goes: the shadow root of the row. */
  readonly root: ShadowRoot;
  /** BCP 47 tag of the language that its texts are in. */
  readonly lang: string;
  /** What gets the focus back; default: what had it. */
  readonly opener?: HTMLElement | undefined;
}

type Properties<T> = Partial<Omit<T, 'children' | 'style'>>;

/** Makes an element: properties, attributes (by their names, in lower case, with a dash), and what is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties<HTMLElementTagNameMap[K]> = {},
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Makes an element of a drawing. */
export function draw(
  tag: 'svg' | 'path' | 'rect',
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Node[]
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A message with its `{…}` filled in, as text. A copy, so that these modules need none of the script's own. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

let sheet: CSSStyleSheet | undefined;

function adoptStyle(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogStyle);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/**
 * Opens a modal dialog with `inside` in it, and resolves when it is closed: by its own buttons, by Escape, by a click
 * beside it. One is open in a root at a time.
 *
 * @param heading What names it; it is in `inside`.
 */
export function openDialog(options: DialogOptions, heading: HTMLElement, inside: HTMLElement) {
  const { root, lang } = options;
  adoptStyle(root);
  for (const open of root.querySelectorAll<HTMLDialogElement>('.gaung-dialog')) open.close();
  heading.id = 'gaung-dialog-heading';
  inside.classList.add('inside');
  const dialog = make('dialog', { className: 'gaung-dialog', lang }, { 'aria-labelledby': heading.id }, inside);
  const opener = options.opener ?? (root.activeElement as HTMLElement | null);

  // A press that began inside, to select text, and ended beside it does not close.
  let isPressedBeside = false;
  dialog.addEventListener('pointerdown', ({ target }) => {
    isPressedBeside = target === dialog;
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog && isPressedBeside) dialog.close();
  });
  // The page sees keys come from the row, not from a field, and would take them for its shortcuts.
  for (const type of ['keydown', 'keypress', 'keyup']) {
    dialog.addEventListener(type, (event) => event.stopPropagation());
  }

  const closed = new Promise<void>((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (!root.activeElement) opener?.focus();
      resolve();
    });
  });
  root.append(dialog);
  dialog.showModal();
  return { closed, close: () => dialog.close() };
}
