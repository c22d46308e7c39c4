// @ts-check
/** The HTML that a form stands for, as text. */

/** An element that is longer than this gets a line for each attribute. */
const LINE = 66;

/** @param {string} value */
const quoted = (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * @param {Iterable<[name: string, value: string | true | null]>} attributes
 * @returns {string[]}
 */
const written = (attributes) =>
  [...attributes].flatMap(([name, value]) => {
    if (value === null) return [];
    return [value === true ? name : `${name}="${quoted(value)}"`];
  });

/**
 * @param {string} tag
 * @param {import('./stage.js').Arrangement} arrangement
 */
export function pasteOf(tag, { attributes, properties, children }) {
  const rules = [...properties].flatMap(([name, value]) => (value === null ? [] : [`  ${name}: ${value};`]));
  const parts = [`<${tag}`, ...written(attributes)];
  const isShort = parts.join(' ').length + (children.length > 0 ? 1 : `></${tag}>`.length) <= LINE;
  const options = children.map((child) => {
    const filled = Object.entries(child).filter(([, value]) => value);
    return `  ${['<reaction-option', ...written(filled)].join(' ')}></reaction-option>\n`;
  });
  return [
    `<script type="module" src="${new URL('/gaung.js', location.href).href}"></script>`,
    ...(rules.length > 0 ? ['<style>', `${tag} {`, ...rules, '}', '</style>'] : []),
    '',
    `${isShort ? parts.join(' ') : `${parts.join('\n  ')}\n`}>${children.length > 0 ? '\n' : ''}${options.join('')}</${tag}>`,
  ].join('\n');
}

/**
 * Puts what `code` shows on the clipboard; where the browser refuses, selects it for the reader's own copy.
 *
 * @param {HTMLElement} code
 * @returns {Promise<string>} What to tell the reader.
 */
async function copy(code) {
  try {
    // Missing on plain-http pages; refused where a policy says so.
    await navigator.clipboard.writeText(code.textContent ?? '');
    return 'Copied.';
  } catch {
    getSelection()?.selectAllChildren(code);
    return 'The browser keeps the clipboard shut. The text is selected: press Ctrl+C, or ⌘C.';
  }
}

/**
 * @param {HTMLElement} section
 * @returns {(text: string) => void} Shows another text.
 */
export function offerPaste(section) {
  const code = /** @type {HTMLElement} */ (section.querySelector('[data-paste]'));
  const status = /** @type {HTMLElement} */ (section.querySelector('[data-status]'));
  section.querySelector('[data-copy]')?.addEventListener('click', async () => {
    status.textContent = '';
    status.textContent = await copy(code);
  });
  return (text) => {
    if (code.textContent === text) return;
    code.textContent = text;
    status.textContent = '';
  };
}
