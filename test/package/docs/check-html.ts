/** Whether HTML is well-formed, and says nothing to our elements that they do not understand. */
import { existsSync } from 'node:fs';
import { type DefaultTreeAdapterTypes, type ParserError, parseFragment } from 'parse5';
import { readTags, type Tag } from '../../../scripts/manifest/elements.ts';
import { ROOT, readSource } from '../source.ts';

const tags = new Map(readTags().map((tag) => [tag.tag, tag]));
/** What any element may have. */
const GLOBAL = /^(?:id|class|style|hidden|title|slot|lang|dir|part|data-[\w-]+|aria-[\w-]+)$/;
const SCRIPT_DATA = new Set(
  [...readSource('src/script.ts').code.matchAll(/dataset\.(\w+)|\{ ([\w, ]+) \} = own\?\.dataset/g)].flatMap(
    ([, one, several]) => one ?? several!.split(', '),
  ),
);

interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

/** All elements, those in `<noscript>` and `<template>` too, and what a parser says against them. */
export function parse(html: string): { elements: Element[]; errors: string[] } {
  const errors: string[] = [];
  const onParseError = ({ code, startLine }: ParserError) => {
    // A whole page begins with a doctype, which no fragment has.
    if (!/doctype/.test(code)) errors.push(`line ${startLine}: ${code}`);
  };
  const fragment = parseFragment(html, { scriptingEnabled: false, sourceCodeLocationInfo: true, onParseError });
  const elements: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode) => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      const text = child.childNodes.map((one) => ('value' in one ? one.value : '')).join('');
      elements.push({
        tag: child.tagName,
        attributes: new Map(child.attrs.map(({ name, value }) => [name, value])),
        text,
      });
      walk('content' in child ? child.content : child);
    }
  };
  walk(fragment);
  return { elements, errors };
}

/** What is wrong with the ids of networks; those of a row's own are known by its children. */
function unknownNetworks(value: string, own: ReadonlySet<string>): string[] {
  const ids = value.split(/[\s,]+/).filter(Boolean);
  const isKnown = (id: string) => id === 'auto' || own.has(id) || existsSync(`${ROOT}src/networks/${id}.ts`);
  return ids.filter((id) => !isKnown(id)).map((id) => `there is no network ${id}`);
}

function valueProblem({ attributes }: Tag, name: string, value: string): string | undefined {
  const attribute = attributes.find((one) => one.name === name)!;
  if (attribute.type === 'boolean') return value === '' ? undefined : `${name} is on whatever its value`;
  if (attribute.type === 'number') return /^\d+$/.test(value) ? undefined : `${name} is a number`;
  const { values } = attribute;
  return values.length === 0 || values.includes(value) ? undefined : `${name} is one of ${values.join(', ')}`;
}

/** All that is wrong with a piece of HTML, as lines to be read. */
export function htmlProblems(html: string): string[] {
  const { elements, errors } = parse(html);
  const own = new Set(
    elements.filter(({ tag }) => tag === 'share-network').map(({ attributes }) => attributes.get('value')!),
  );
  const problems = elements.flatMap(({ tag, attributes, text }): string[] => {
    if (tag === 'script') return scriptProblems(attributes, text);
    if (!tag.includes('-')) return [];
    const known = tags.get(tag);
    if (!known) return [`<${tag}> is none of our elements`];
    return [...attributes].flatMap(([name, value]) => {
      if (GLOBAL.test(name)) return [];
      if (!known.attributes.some((one) => one.name === name)) return [`<${tag}> has no attribute ${name}`];
      if (name === 'networks') return unknownNetworks(value, own);
      return valueProblem(known, name, value) ?? [];
    });
  });
  return [...errors, ...problems];
}

function scriptProblems(attributes: ReadonlyMap<string, string>, text: string): string[] {
  const problems: string[] = [];
  if (attributes.get('src')?.endsWith('/gaung.js')) {
    if (attributes.get('type') !== 'module') problems.push('gaung.js is a module');
    for (const name of attributes.keys()) {
      if (name.startsWith('data-') && !SCRIPT_DATA.has(name.slice(5))) problems.push(`gaung.js knows no ${name}`);
    }
  }
  const isJson = /^importmap$|json$/.test(attributes.get('type') ?? '');
  // An ellipsis stands for more of the same, as in a map of integrity.
  if (isJson && !text.includes('…')) {
    try {
      JSON.parse(text);
    } catch (error) {
      problems.push(String(error));
    }
  }
  return problems;
}

/** The JavaScript in its scripts. */
export const scriptsOf = (html: string): string[] =>
  parse(html).elements.flatMap(({ tag, attributes, text }) =>
    tag === 'script' && text.trim() && !/json|importmap/.test(attributes.get('type') ?? '') ? [text] : [],
  );
