import { shared } from '../playground/index.ts';
import type { Attribute, ElementDescription, Property } from '../playground/types.ts';
import { type Html, html } from './html.ts';

/** Fields of the playground's forms. Its script reads the `data-` attributes and knows no attribute by name. */

interface Named {
  readonly name: string;
  readonly hint: string;
  readonly standard: string;
}

const idOf = (element: string, name: string): string => `${element}-${name.replace(/^--gaung-/, 'style-')}`;

const hint = (id: string, { name, hint, standard }: Named): Html =>
  html`<p class="hint" id="${id}-hint">${hint} <span class="standard">Default: ${standard}${name === 'endpoint' ? html`, <span data-endpoint>this server</span>` : undefined}.</span></p>`;

const initial = (value: string): Html => html`value="${value}"`;

const label = (id: string, { name }: Named): Html => html`<label for="${id}"><code>${name}</code></label>`;

function list(id: string, attribute: Attribute & { readonly kind: 'list' }): Html {
  const { name, standard, items } = attribute;
  const isOn = standard.split(' ');
  return html`<fieldset class="field list" data-attribute="${name}" data-standard="${standard}" aria-describedby="${id}-hint">
  <legend><code>${name}</code></legend>
  ${hint(id, attribute)}
  <ol>
${items.map(
  ([value, title]) => html`    <li>
      <label><input type="checkbox" ${initial(value)} ${isOn.includes(value) ? html`checked` : undefined}> ${title}</label>
      <button type="button" class="move" data-move="up" aria-label="Move ${title} up">↑</button>
      <button type="button" class="move" data-move="down" aria-label="Move ${title} down">↓</button>
    </li>`,
)}
  </ol>
  <p class="visually-hidden" role="status"></p>
</fieldset>`;
}

function text(id: string, attribute: Attribute & { readonly kind: 'text' }): Html {
  const { name, example, settles, suggestions, empty } = attribute;
  return html`<div class="field">
  ${label(id, attribute)}
  <input type="text" id="${id}" data-attribute="${name}" ${settles ? html`data-settles` : undefined} ${suggestions ? html`list="${id}-list"` : undefined} placeholder="${example}" aria-describedby="${id}-hint" autocapitalize="off" spellcheck="false">
  ${suggestions ? html`<datalist id="${id}-list">${suggestions.map((value) => html`<option value="${value}"></option>`)}</datalist>` : undefined}
  ${empty ? html`<label class="check"><input type="checkbox" data-empties="${id}"> ${empty}</label>` : undefined}
  ${hint(id, attribute)}
</div>`;
}

function choice(id: string, attribute: Attribute & { readonly kind: 'choice' }): Html {
  return html`<div class="field">
  ${label(id, attribute)}
  <select id="${id}" data-attribute="${attribute.name}" aria-describedby="${id}-hint">
    <option value="">not set</option>
    ${attribute.options.map((value) => html`<option>${value}</option>`)}
  </select>
  ${hint(id, attribute)}
</div>`;
}

const flag = (id: string, attribute: Attribute): Html => html`<div class="field">
  <label class="check"><input type="checkbox" data-attribute="${attribute.name}" aria-describedby="${id}-hint"> <code>${attribute.name}</code></label>
  ${hint(id, attribute)}
</div>`;

function attributeField(element: string, attribute: Attribute): Html {
  const id = idOf(element, attribute.name);
  switch (attribute.kind) {
    case 'list':
      return list(id, attribute);
    case 'text':
      return text(id, attribute);
    case 'choice':
      return choice(id, attribute);
    case 'flag':
      return flag(id, attribute);
  }
}

function propertyField(element: string, property: Property): Html {
  const { name, kind, example } = property;
  const id = idOf(element, name);
  if (kind === 'text') {
    return html`<div class="field">
  ${label(id, property)}
  <input type="text" id="${id}" data-property="${name}" placeholder="${example}" aria-describedby="${id}-hint" autocapitalize="off" spellcheck="false">
  ${hint(id, property)}
</div>`;
  }
  return html`<div class="field color">
  <label class="check"><input type="checkbox" data-switches="${id}"> <code>${name}</code></label>
  <input type="color" id="${id}" data-property="${name}" ${initial(example)} aria-label="Colour for ${name}" aria-describedby="${id}-hint">
  ${hint(id, property)}
</div>`;
}

function childRows({ id, children = [] }: ElementDescription): Html | undefined {
  if (children.length === 0) return undefined;
  const cell = (row: number, name: string, value: string) =>
    html`<label><code>${name}</code> <input type="text" data-child="${name}" ${initial(value)} aria-label="${name} of child ${row}" autocapitalize="off" spellcheck="false"></label>`;
  return html`<fieldset class="group" id="${id}-children">
  <legend>Options of your own</legend>
  <label class="check"><input type="checkbox" data-switches="${id}-children" aria-describedby="${id}-children-hint"> Use these <code>&lt;reaction-option&gt;</code> children</label>
  <p class="hint" id="${id}-children-hint">They win over <code>reactions</code>. <code>value</code> is what is counted (a–z, 0–9 and -); an empty one leaves its row out. <span class="standard">Default: no children.</span></p>
${children.map(
  ([value, label, icon], i) => html`  <div class="child" data-row>
    ${cell(i + 1, 'value', value)}
    ${cell(i + 1, 'label', label)}
    ${cell(i + 1, 'icon', icon)}
  </div>`,
)}
</fieldset>`;
}

const group = (legend: string, fields: readonly Html[]): Html => html`<fieldset class="group">
  <legend>${legend}</legend>
  <div class="fields">
${fields}
  </div>
</fieldset>`;

export function playgroundForm(element: ElementDescription): Html {
  const { id, tag, attributes, properties } = element;
  return html`<form class="controls" aria-label="Attributes of ${tag}" autocomplete="off">
${group(
  'Its own attributes',
  attributes.map((attribute) => attributeField(id, attribute)),
)}
${childRows(element)}
${group(
  'Attributes of every element',
  shared.map((attribute) => attributeField(id, attribute)),
)}
${group(
  'Custom properties of CSS',
  properties.map((property) => propertyField(id, property)),
)}
<button type="reset" class="plain">Reset <span class="visually-hidden">${tag}</span></button>
</form>`;
}
