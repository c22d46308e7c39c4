// @ts-check
/** Reads the forms. They describe themselves (`data-attribute`, `data-property`…): no attribute is known by name here. */

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * What is set: a text for each name, true for what has none (`readonly`), or null for what is not set.
 *
 * @typedef {Map<string, string | true | null>} Settings
 */

/**
 * The switch or the "empty" box that belongs to a control, by the control's id.
 *
 * @param {HTMLFormElement} form
 * @param {'switches' | 'empties'} role
 * @param {string} id
 * @returns {HTMLInputElement | null}
 */
const companion = (form, role, id) => (id ? form.querySelector(`[data-${role}="${id}"]`) : null);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} field
 * @returns {string | true | null}
 */
function valueOf(form, field) {
  if (field instanceof HTMLFieldSetElement) {
    const chosen = [...field.querySelectorAll('input:checked')].map((box) => /** @type {Control} */ (box).value);
    const value = chosen.join(' ');
    return value === field.dataset.standard ? null : value;
  }
  const control = /** @type {Control} */ (field);
  if (control.type === 'checkbox') return control.checked || null;
  if (companion(form, 'empties', control.id)?.checked) return '';
  if (companion(form, 'switches', control.id)?.checked === false) return null;
  return control.value || null;
}

/**
 * All attributes or all custom properties of a form, in its order.
 *
 * @param {HTMLFormElement} form
 * @param {'attribute' | 'property'} kind
 * @returns {Settings}
 */
export function settingsOf(form, kind) {
  /** @type {Settings} */
  const settings = new Map();
  for (const field of form.querySelectorAll(`[data-${kind}]`)) {
    const { dataset } = /** @type {HTMLElement} */ (field);
    settings.set(dataset[kind] ?? '', valueOf(form, /** @type {HTMLElement} */ (field)));
  }
  return settings;
}

/**
 * The children that the form describes: the attributes of each; none where they are switched off.
 *
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>[]}
 */
export function childrenOf(form) {
  return [...form.querySelectorAll('[data-row]')]
    .filter((row) => companion(form, 'switches', row.closest('fieldset')?.id ?? '')?.checked)
    .map((row) => {
      const cells = /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll('[data-child]')]);
      return Object.fromEntries(cells.map(({ dataset, value }) => [dataset.child, value.trim()]));
    })
    .filter(({ value }) => value);
}

/**
 * Moves an entry of an ordered list. The neighbour is what moves in the document, so that the focus stays.
 *
 * @param {HTMLElement} button
 */
function move(button) {
  const entry = button.closest('li');
  const list = entry?.parentElement;
  if (!entry || !list) return;
  if (button.dataset.move === 'up' && entry.previousElementSibling) entry.after(entry.previousElementSibling);
  else if (button.dataset.move === 'down' && entry.nextElementSibling) entry.before(entry.nextElementSibling);
  const place = [...list.children].indexOf(entry) + 1;
  const status = list.parentElement?.querySelector('[role="status"]');
  const name = entry.querySelector('label')?.textContent?.trim() ?? '';
  if (status) status.textContent = `${name} is number ${place} of ${list.children.length}.`;
}

/**
 * Calls back now, and whenever the form says something else.
 *
 * @param {HTMLFormElement} form
 * @param {() => void} changed
 */
export function watchForm(form, changed) {
  const orders = [...form.querySelectorAll('ol')].map((list) => /** @type {const} */ ([list, [...list.children]]));

  form.addEventListener('input', ({ target }) => {
    const field = /** @type {Control} */ (target);
    const { settles, switches, empties } = field.dataset;
    if (settles !== undefined) return;
    // Who touches what is switched off wants it on; who writes into what is set empty wants the text.
    if (switches === undefined) {
      const owner = field.dataset.child ? field.closest('fieldset') : field;
      const box = companion(form, 'switches', owner?.id ?? '');
      if (box) box.checked = true;
    }
    if (empties === undefined) {
      const box = companion(form, 'empties', field.id);
      if (box) box.checked = false;
    }
    changed();
  });
  form.addEventListener('change', changed);
  form.addEventListener('click', ({ target }) => {
    const button = /** @type {Element} */ (target).closest('button[data-move]');
    if (!(button instanceof HTMLElement)) return;
    move(button);
    changed();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    for (const [list, entries] of orders) list.append(...entries);
    setTimeout(changed); // The controls have their first values only after this event.
  });
  changed();
}
