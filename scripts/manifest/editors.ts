/** Writes what editors complete by: dist/vscode.html-custom-data.json and dist/web-types.json (JetBrains). */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { type Attribute, type Described, ROOT, readTags, type Tag } from './elements.ts';

const aboutOf = ({ summary, description }: Tag) => [summary, description].filter(Boolean).join('\n\n');
const valuesOf = ({ values }: Attribute) => values.map((name) => ({ name }));

/** Custom data of VS Code for HTML: https://code.visualstudio.com, "HTML custom data", version 1.1. */
export function vsCodeData(tags: readonly Tag[]): object {
  return {
    version: 1.1,
    tags: tags.map((tag) => ({
      name: tag.tag,
      description: { kind: 'markdown', value: aboutOf(tag) },
      attributes: tag.attributes.map((attribute) => ({
        name: attribute.name,
        description: { kind: 'markdown', value: attribute.description },
        // "v" stands for a value that needs none, as a boolean attribute does.
        ...(attribute.type === 'boolean'
          ? { valueSet: 'v' }
          : attribute.values.length > 0 && { values: valuesOf(attribute) }),
      })),
    })),
  };
}

/** Custom data of VS Code for CSS: properties that the elements read. */
export function vsCodeCssData(tags: readonly Tag[]): object {
  const properties = new Map(tags.flatMap(({ cssProperties }) => cssProperties.map((one) => [one.name, one] as const)));
  return { version: 1.1, properties: [...properties.values()].map(({ name, description }) => ({ name, description })) };
}

const enumeration = ({ type, values }: Attribute) => {
  if (type === 'boolean') return { value: { type: 'boolean' } };
  return {
    value:
      values.length > 0 ? { type: values.map((value) => `'${value}'`) } : { type: type === 'number' ? type : 'string' },
  };
};

const named = (list: readonly Described[]) => list.map(({ name, description }) => ({ name, description }));

/** Web types of JetBrains: https://github.com/JetBrains/web-types. */
export function webTypes(tags: readonly Tag[]): object {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: packageJson.name,
    version: packageJson.version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: tags.map((tag) => ({
          name: tag.tag,
          description: aboutOf(tag),
          ...(tag.module && { source: { module: `./${tag.module}`, symbol: tag.className } }),
          attributes: tag.attributes.map((attribute) => ({
            ...{ name: attribute.name, description: attribute.description },
            ...enumeration(attribute),
          })),
          slots: named(tag.slots),
          js: {
            properties: [
              ...tag.attributes.flatMap(({ property, description, type }) =>
                property ? [{ name: property, description, type }] : [],
              ),
              ...tag.properties,
            ],
            events: named(tag.events),
          },
          css: { parts: named(tag.parts), properties: named(tag.cssProperties) },
        })),
      },
    },
  };
}

function write(): void {
  const tags = readTags();
  const files = {
    'vscode.html-custom-data.json': vsCodeData(tags),
    'vscode.css-custom-data.json': vsCodeCssData(tags),
    'web-types.json': webTypes(tags),
  };
  for (const [name, data] of Object.entries(files)) writeFileSync(`${ROOT}dist/${name}`, JSON.stringify(data, null, 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write();
