/** The text of src/types/elements.ts: what templates may say of each tag, with its documentation. */
import type { Attribute, Described, Tag } from './elements.ts';

const key = (name: string) => (/^[a-z]+$/i.test(name) ? name : `'${name}'`);
const pascal = (tag: string) => tag.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** What HTML has on all elements, and every framework has a type of. */
const isGlobal = ({ name }: Described) => name === 'lang' || name === 'dir';

/** A line where it fits, else lines of at most 120 signs, as the formatter leaves them. */
function comment(text: string, indent: string): string {
  const oneLine = `${indent}/** ${text} */`;
  if (oneLine.length <= 120) return oneLine;
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + 3 + last.length + 1 + word.length <= 120) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n');
}

function typeOf(className: string | undefined, { type, property }: Attribute): string {
  const isPlain = /^(?:string|boolean|number)$/.test(type) || type.startsWith("'");
  return isPlain || !property ? `${type} | null | undefined` : `${className}['${property}']`;
}

function attributesOf(tag: Tag): string {
  const members = [
    ...tag.attributes
      .filter((attribute) => !isGlobal(attribute))
      .map((attribute) => ({ ...attribute, type: typeOf(tag.className, attribute) })),
    ...tag.properties.map((property) => ({ ...property, type: `${tag.className}['${property.name}']` })),
  ].map(({ name, description, type }) => `${comment(description, '  ')}\n  ${key(name)}?: ${type};`);
  return `${comment(`What \`<${tag.tag}>\` takes. ${tag.summary}`, '')}
export interface ${pascal(tag.tag)}Attributes {
${members.join('\n')}
}`;
}

function eventsOf({ tag, events }: Tag): string {
  if (events.length === 0) return '';
  const members = events.map(({ name, description, type }) => `${comment(description, '  ')}\n  ${name}: ${type};`);
  return `\n\n/** What happens at \`<${tag}>\`. */
export interface ${pascal(tag)}Events {
${members.join('\n')}
}`;
}

/** The whole module. */
export function typesText(tags: readonly Tag[]): string {
  const imported = new Set(
    tags.flatMap(({ className, events }) => [...(className ? [className] : []), ...events.map(({ type }) => type)]),
  );
  const rows = tags.map(({ tag, className = 'HTMLElement', events }) => {
    const name = pascal(tag);
    const happening = events.length > 0 ? `${name}Events` : 'object';
    return `  '${tag}': { element: ${className}; attributes: ${name}Attributes; events: ${happening} };`;
  });
  return `// Made by \`npm run elements -- --write\` from the JSDoc of the elements: change that.
import type {
${[...imported]
  .toSorted()
  .map((name) => `  ${name},`)
  .join('\n')}
} from '../index.ts';

${tags.map((tag) => attributesOf(tag) + eventsOf(tag)).join('\n\n')}

/** All tags, for the types of frameworks. */
export interface Tags {
${rows.join('\n')}
}
`;
}
