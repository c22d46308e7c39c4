/** The elements as dist/custom-elements.json describes them, and the children that they read. Needs a build. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClassField, CustomElementDeclaration, Package } from 'custom-elements-manifest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Attribute {
  readonly name: string;
  readonly description: string;
  /** As TypeScript writes it, without null. */
  readonly type: string;
  /** What it may be, where that is a list of words. */
  readonly values: readonly string[];
  /** The property of the same meaning, where there is one. */
  readonly property: string | undefined;
}

export interface Described {
  readonly name: string;
  readonly description: string;
}

export interface ElementEvent extends Described {
  /** The class of the event. */
  readonly type: string;
}

/** A tag that pages write. */
export interface Tag {
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** Its class; none of what is only a child that an element reads. */
  readonly className?: string;
  readonly module?: string;
  readonly attributes: readonly Attribute[];
  /** Properties that no attribute stands for. */
  readonly properties: readonly (Described & { readonly type: string })[];
  readonly events: readonly ElementEvent[];
  readonly slots: readonly Described[];
  readonly parts: readonly Described[];
  readonly states: readonly Described[];
  readonly cssProperties: readonly Described[];
}

const described = (list: readonly { name?: string; description?: string }[] = []): Described[] =>
  list.map(({ name = '', description = '' }) => ({ name, description }));

const withoutEmpty = (type: string) => type.replace(/ \| (?:null|undefined)\b/g, '');

function attributesOf({ attributes = [] }: CustomElementDeclaration): Attribute[] {
  return attributes.map(({ name, description = '', type, fieldName }) => {
    const text = withoutEmpty(type?.text ?? 'string');
    const isList = /^'[^']*'(?: \| '[^']*')*$/.test(text);
    return {
      ...{ name, description, type: text, property: fieldName },
      values: isList ? [...text.matchAll(/'([^']*)'/g)].map(([, value]) => value!) : [],
    };
  });
}

function tagOf(declaration: CustomElementDeclaration, module: string): Tag {
  const fields = (declaration.members ?? []).filter((one): one is ClassField => one.kind === 'field');
  return {
    tag: declaration.tagName!,
    className: declaration.name,
    module,
    summary: declaration.summary ?? '',
    description: declaration.description ?? '',
    attributes: attributesOf(declaration),
    properties: fields
      .filter((field) => !('attribute' in field))
      .map(({ name, description = '', type }) => ({ name, description, type: withoutEmpty(type?.text ?? 'unknown') })),
    events: (declaration.events ?? []).map(({ name, description = '', type }) => ({
      ...{ name, description, type: type.text },
    })),
    slots: described(declaration.slots),
    parts: described(declaration.cssParts),
    states: described(declaration.cssStates),
    cssProperties: described(declaration.cssProperties),
  };
}

/** A child that its parent reads and that is no custom element itself. */
function child(tag: string, summary: string, attributes: Readonly<Record<string, string>>): Tag {
  const none = { description: '', properties: [], events: [], slots: [], parts: [], states: [], cssProperties: [] };
  const list = Object.entries(attributes).map(([name, description]) => ({
    ...{ name, description, type: 'string', values: [], property: undefined },
  }));
  return { ...none, tag, summary, attributes: list };
}

const CHILDREN: readonly Tag[] = [
  child('share-network', 'A network of the page’s own, as a child of `<share-buttons>`.', {
    value: 'Its id: `[a-z0-9][a-z0-9-]{0,31}`. `networks` of the row names it.',
    label: 'Its name for readers; default: the id.',
    href: 'An http or https address; `{url}`, `{title}` and `{text}` in it are filled in.',
    icon: 'The `d` of an SVG path on a square of 24 units; default: the first letter of its name.',
    color: 'The colour of its brand, `#rrggbb`.',
  }),
  child('reaction-option', 'An option of the page’s own, as a child of `<reaction-bar>`.', {
    value: 'The stable id that is counted: `[a-z0-9][a-z0-9-]{0,31}`.',
    label: 'Its name for readers; default: its text, the language’s own name of the id, or the id.',
    icon: 'An emoji or another short text, or the address of a picture.',
  }),
];

/** All tags that pages write, the elements first. */
export function readTags(): readonly Tag[] {
  const manifest = JSON.parse(readFileSync(`${ROOT}dist/custom-elements.json`, 'utf8')) as Package;
  const elements = manifest.modules.flatMap(({ path, declarations = [] }) =>
    declarations
      .filter((one): one is CustomElementDeclaration => 'tagName' in one)
      .map((declaration) => tagOf(declaration, path)),
  );
  const order = ['share-buttons', 'view-counter', 'reaction-bar', 'gaung-provider'];
  return [...elements.toSorted((a, b) => order.indexOf(a.tag) - order.indexOf(b.tag)), ...CHILDREN];
}
