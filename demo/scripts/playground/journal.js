// @ts-check
/** What an element tells the page, newest first. */

/** The events and what each carries. A new one is a line here. */
const EVENTS = {
  share: ['network', 'outcome'],
  view: ['page'],
  reaction: ['reactions', 'previous'],
  gaungerror: ['error'],
};
const MOST = 20;

/** @param {unknown} value */
const shown = (value) => (value instanceof Error ? `${value.name}: ${value.message}` : JSON.stringify(value));

/**
 * @param {Event} event
 * @param {readonly string[]} names
 */
function fieldsOf(event, names) {
  const fields = names.map((name) => `${name}: ${shown(/** @type {never} */ (event)[name])}`);
  return [...fields, ...(event.defaultPrevented ? ['prevented'] : [])].join(', ');
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 */
function make(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/**
 * Listens on the stage and writes down what it hears.
 *
 * @param {HTMLElement} section
 * @param {HTMLElement} stage
 */
export function keepJournal(section, stage) {
  const entries = /** @type {HTMLElement} */ (section.querySelector('[data-entries]'));
  const latest = /** @type {HTMLElement} */ (section.querySelector('[data-latest]'));
  for (const [type, names] of Object.entries(EVENTS)) {
    stage.addEventListener(type, (event) => {
      const box = section.querySelector(`[data-prevents="${type}"]`);
      if (box instanceof HTMLInputElement && box.checked) event.preventDefault();
      const fields = fieldsOf(event, names);
      section.querySelector('[data-nothing]')?.remove();
      const entry = document.createElement('li');
      entry.append(
        make('time', new Date().toLocaleTimeString('en-GB')),
        ' ',
        make('strong', type),
        ' ',
        make('span', fields),
      );
      entries.prepend(entry);
      for (const old of [...entries.children].slice(MOST)) old.remove();
      latest.textContent = `${type} – ${fields}`;
    });
  }
}
