// @ts-check

/**
 * What a form says.
 *
 * @typedef {object} Arrangement
 * @property {import('./form.js').Settings} attributes On the element.
 * @property {import('./form.js').Settings} properties Custom ones, of CSS.
 * @property {Record<string, string>[]} children The attributes of each `<reaction-option>`.
 */

/** The markup that stands on a stage now, so that only what changed is touched. */
const standing = new WeakMap();

/** From the npm package, as it is. */
const MEMORY = '/modules/adapters/memory.js';
/** @type {Promise<unknown> | undefined} */
let several;

/**
 * The server takes one choice a reader, as servers do unless they are told otherwise: several stay on this page.
 *
 * @param {HTMLElement & { backend?: unknown }} element
 */
async function chooseBackend(element) {
  const isMultiple = element.hasAttribute('multiple');
  if (isMultiple) several ??= import(MEMORY).then(({ memory }) => memory());
  const backend = isMultiple ? await several : undefined;
  if (element.hasAttribute('multiple') === isMultiple) element.backend = backend;
}

/**
 * Makes the stage what the form says: attributes on the element, custom properties around it, children in it.
 *
 * @param {HTMLElement} stage
 * @param {HTMLElement} element
 * @param {Arrangement} arrangement
 */
export function arrange(stage, element, { attributes, properties, children }) {
  for (const [name, value] of attributes) {
    const text = value === true ? '' : value;
    if (text === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
  if (element.localName === 'reaction-bar') void chooseBackend(element);
  for (const [name, value] of properties) stage.style.setProperty(name, value === null ? '' : String(value));

  const wanted = JSON.stringify(children);
  if (wanted === (standing.get(element) ?? '[]')) return;
  standing.set(element, wanted);
  element.replaceChildren(
    ...children.map((child) => {
      const option = document.createElement('reaction-option');
      for (const [name, value] of Object.entries(child)) if (value) option.setAttribute(name, value);
      return option;
    }),
  );
}
