/** Copies the way that browsers knew before the Clipboard API, and still know on plain-http pages. */
export function copyBySelection(text: string, parent: Node): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true; // no keyboard opens on a phone
  field.style.position = 'fixed';
  field.style.opacity = '0';
  const focused = (parent as ShadowRoot).activeElement as HTMLElement | null;
  parent.appendChild(field);
  field.select();
  let isCopied = false;
  try {
    // Deprecated and without a successor here: the Clipboard API is missing where the page is not secure.
    isCopied = document.execCommand('copy');
  } catch {
    // Refused by throwing, as some browsers do: the same answer as false.
  }
  field.remove();
  focused?.focus();
  return isCopied;
}
