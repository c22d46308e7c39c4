// @ts-check
/** The playground: each section is one element, a form for it, the HTML that it stands for, and what it tells. */
import { childrenOf, settingsOf, watchForm } from './playground/form.js';
import { keepJournal } from './playground/journal.js';
import { offerPaste, pasteOf } from './playground/paste.js';
import { arrange } from './playground/stage.js';
import { listTargets } from './playground/targets.js';

/** @param {HTMLElement} section */
function open(section) {
  const stage = /** @type {HTMLElement} */ (section.querySelector('[data-stage]'));
  const element = /** @type {HTMLElement} */ (stage.querySelector(section.dataset.lab ?? ''));
  const form = /** @type {HTMLFormElement} */ (section.querySelector('form'));
  const showPaste = offerPaste(section);

  keepJournal(section, stage);
  watchForm(form, () => {
    const attributes = settingsOf(form, 'attribute');
    const properties = settingsOf(form, 'property');
    const children = childrenOf(form);
    arrange(stage, element, { attributes, properties, children });
    showPaste(pasteOf(element.localName, { attributes, properties, children }));
  });
  void listTargets(section, element);

  const server = section.querySelector('[data-endpoint]');
  if (server) server.textContent = new URL('/', location.href).href;
}

for (const section of document.querySelectorAll('[data-lab]')) open(/** @type {HTMLElement} */ (section));
