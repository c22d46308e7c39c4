/** The text of docs/elements.md. */
import type { Attribute, Described, Tag } from './elements.ts';

/** In a cell of a table, where `|` would end it. */
const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const code = (text: string) => (text ? `\`${cell(text)}\`` : '');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const simple = (what: string, list: readonly Described[], write = code) =>
  table(
    [what, 'what'],
    list.map(({ name, description }) => [write(name), cell(description)]),
  );

function attributeTable(attributes: readonly Attribute[]): string {
  const rows = attributes.map(({ name, property, type, values, description }) => [
    code(name),
    property && property !== name ? code(property) : '',
    values.length > 0 ? values.map(code).join(' ') : code(type === 'ReactionsInput' ? 'string' : type),
    cell(description),
  ]);
  return table(['attribute', 'property, where it has another name', 'type', 'what'], rows);
}

function section(tag: Tag, shared: ReadonlySet<string>): string {
  const own = tag.attributes.filter(({ name }) => !shared.has(name) || tag.tag === 'gaung-provider');
  const isElement = tag.className !== undefined;
  return [
    `## \`<${tag.tag}>\``,
    tag.summary,
    tag.description,
    isElement && `Class \`${tag.className}\` of \`gaung/${tag.tag}\`; registered by \`gaung/${tag.tag}/define\`.`,
    attributeTable(own),
    tag.tag === 'reaction-bar' &&
      'The property `reactions` also takes a list of ids and of options: `{ value, label, icon }`.',
    tag.tag === 'gaung-provider' && simple('property', tag.properties),
    table(
      ['event', 'class', 'when'],
      tag.events.map(({ name, type, description }) => [code(name), code(type), cell(description)]),
    ),
    simple('slot', tag.slots, (name) => (name ? code(name) : '(default)')),
    simple('part', tag.parts),
    simple('state', tag.states, (name) => code(`:state(${name})`)),
    simple('custom property', tag.cssProperties),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The whole page. */
export function referenceText(tags: readonly Tag[]): string {
  // What all three have is said once: it stands in the base that they share.
  const all = tags.filter(({ tag }) => ['share-buttons', 'view-counter', 'reaction-bar'].includes(tag));
  const first = all[0]!;
  const shared = first.attributes.filter(({ name }) =>
    all.every((one) => one.attributes.some((other) => other.name === name)),
  );
  const isShared = new Set(
    shared.filter(({ name }) => ['page', 'endpoint', 'live', 'lang', 'dir'].includes(name)).map(({ name }) => name),
  );
  return `<!-- Made by \`npm run elements -- --write\` from the JSDoc of the elements: change that. -->
# The elements

Every attribute, property, event, part, state and custom property. The same, for tools: \`gaung/custom-elements.json\`. How to use them in your stack: [getting-started.md](getting-started.md); how to make them yours: [theming.md](theming.md).

A boolean attribute is on when it is there, whatever its value. An attribute with a wrong value falls back to the default, and says so once in the console. All events bubble and are composed; they tell what a reader did, never what a script did.

## What all three take

${attributeTable(shared.filter(({ name }) => isShared.has(name)))}

${simple('property', first.properties)}

${tags.map((tag) => section(tag, isShared)).join('\n\n')}
`;
}
