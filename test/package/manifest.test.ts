/** What tools and people are told of the elements is what the elements are. It needs a build: npm run build. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import type { Package } from 'custom-elements-manifest';
import schema from 'custom-elements-manifest/schema.json' with { type: 'json' };
import packageJson from '../../package.json' with { type: 'json' };
import { madeFromManifest } from '../../scripts/elements.ts';
import { readTags, type Tag } from '../../scripts/manifest/elements.ts';
import * as gaung from '../../src/index.ts';
import { ROOT, readSource, readSources } from './source.ts';

const read = (path: string) => JSON.parse(readFileSync(ROOT + path, 'utf8'));
const tags = readTags();
const elements = tags.filter(({ className }) => className !== undefined);
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).toSorted();
const unique = (list: Iterable<string>) => [...new Set(list)].toSorted();

interface ElementClass {
  /** Lit collects the properties when it is asked for this. */
  readonly observedAttributes: readonly string[];
  readonly elementProperties: ReadonlyMap<string, { readonly attribute?: string | boolean }>;
}
/** The options of its properties, by their names. */
function propertiesOf({ className }: Tag) {
  const element = (gaung as unknown as Record<string, ElementClass>)[className!]!;
  assert.ok(element.observedAttributes.length > 0);
  return [...element.elementProperties];
}

/** The code of an element and of what it shares with the others. */
const codeOf = ({ tag }: Tag) =>
  [...readSources(`src/elements/${tag}/*.ts`), ...readSources('src/elements/base/*.ts')]
    .map(({ code }) => code)
    .join('');

describe('custom-elements.json', () => {
  const manifest = read('dist/custom-elements.json') as Package;

  it('is a manifest by its schema', () => {
    const ajv = new Ajv({ strict: false });
    assert.ok(ajv.validate(schema, manifest), ajv.errorsText());
  });

  it('has the four elements, which the package says where to find', () => {
    assert.deepEqual(
      elements.map(({ tag }) => tag),
      ['share-buttons', 'view-counter', 'reaction-bar', 'gaung-provider'],
    );
    assert.equal(packageJson.customElements, packageJson.exports['./custom-elements.json']);
    assert.ok(existsSync(ROOT + packageJson.customElements));
  });

  it('names modules that are published, and what they export', async () => {
    for (const { path, exports = [] } of manifest.modules) {
      const module: Record<string, unknown> = await import(ROOT + path);
      for (const { kind, name } of exports) if (kind === 'js') assert.ok(name in module, `${name} of ${path}`);
    }
  });

  it('says which module registers which element', () => {
    const defined = manifest.modules.flatMap(({ path, exports = [] }) =>
      exports.filter(({ kind }) => kind === 'custom-element-definition').map(({ name }) => `${name} by ${path}`),
    );
    assert.deepEqual(unique(defined), unique(elements.map(({ tag }) => `${tag} by dist/define/${tag}.js`)));
  });

  it('shows nothing private', () => {
    const text = JSON.stringify(manifest);
    assert.doesNotMatch(text, /"name":"(?:#|_)|"privacy":"(?:private|protected)"|\.ts"/);
  });
});

for (const element of elements) {
  describe(`<${element.tag}>`, () => {
    it('has every attribute and property of its class, each with what it does', () => {
      const properties = propertiesOf(element);
      const attributes = properties
        .filter(([, { attribute }]) => attribute !== false)
        .map(([name, { attribute }]) => (typeof attribute === 'string' ? attribute : name.toLowerCase()));
      const global = element.tag === 'gaung-provider' ? [] : ['dir', 'lang'];
      assert.deepEqual(names(element.attributes), [...attributes, ...global].toSorted());
      assert.deepEqual(
        [...element.attributes.flatMap(({ property }) => property ?? []), ...names(element.properties)].toSorted(),
        properties.map(([name]) => name).toSorted(),
      );
    });

    it('says of everything what it is, in types that can be read without our source', () => {
      const all = [
        ...['attributes', 'properties', 'events', 'slots', 'parts', 'states', 'cssProperties'].flatMap(
          (kind) => element[kind as 'parts'],
        ),
      ];
      assert.deepEqual(names(all.filter(({ description }) => description === '')), []);
      assert.ok(element.summary);
      const types = unique(element.attributes.map(({ type, values }) => (values.length > 0 ? 'list' : type)));
      const known = new Set(['boolean', 'list', 'number', 'string', 'ReactionsInput']);
      assert.deepEqual(
        types.filter((type) => !known.has(type)),
        [],
      );
    });

    it('has the custom properties that its styles read', () => {
      const code = readSources(`src/elements/${element.tag}/*.ts`)
        .map(({ code }) => code)
        .join('');
      const own = unique([...code.matchAll(/--gaung-[a-z-]+/g)].map(([name]) => name));
      const base = new Set(['--gaung-accent', '--gaung-focus', '--gaung-line']);
      const documented = new Set(names(element.cssProperties));
      assert.deepEqual(
        own.filter((name) => !documented.has(name)),
        [],
      );
      assert.deepEqual(
        [...documented].filter((name) => !own.includes(name) && !base.has(name)),
        [],
      );
    });

    it('has the parts and states that it sets', () => {
      const code = codeOf(element);
      const isOwn = (name: string) => element.tag !== 'gaung-provider' || name !== 'stale';
      const parts = [...code.matchAll(/\bpart: '([a-z]+)'/g)].map(([, name]) => name!);
      // An option's is put together of its states.
      if (/\bpart: states\b/.test(code)) parts.push('option');
      assert.deepEqual(names(element.parts), unique(parts));
      const states = [...code.matchAll(/toggleState\('([a-z]+)'/g)].map(([, name]) => name!);
      assert.deepEqual(names(element.states), unique(states).filter(isOwn));
    });

    it('has the events that it dispatches, by the names that they have', () => {
      const types = [...codeOf(element).matchAll(/dispatchEvent\(new (\w+)\(/g)].map(([, name]) => name!);
      const events = new Map(
        globSync('src/elements/events/*.ts', { cwd: ROOT }).map((path) => {
          const { code } = readSource(path);
          return [/class (\w+)/.exec(code)![1]!, /super\('(\w+)'/.exec(code)![1]!];
        }),
      );
      const dispatched = unique(types.filter((type) => events.has(type)).map((type) => `${type} ${events.get(type)}`));
      assert.deepEqual(unique(element.events.map(({ type, name }) => `${type} ${name}`)), dispatched);
    });
  });
}

describe('what is made from it', () => {
  for (const [path, text] of Object.entries(madeFromManifest())) {
    it(`${path} is up to date`, () => {
      assert.equal(readFileSync(ROOT + path, 'utf8'), text, 'Run: npm run elements -- --write');
    });
  }

  it('VS Code’s data has every tag, attribute and word that an attribute may be', () => {
    interface Known {
      readonly name: string;
      readonly attributes: readonly { readonly name: string; readonly values?: readonly { readonly name: string }[] }[];
    }
    const { version, tags: known } = read('dist/vscode.html-custom-data.json') as { version: number; tags: Known[] };
    assert.equal(version, 1.1);
    assert.deepEqual(
      known.map((one) => [one.name, one.attributes.map(({ name, values }) => [name, names(values ?? [])])]),
      tags.map((one) => [one.tag, one.attributes.map(({ name, values }) => [name, values.toSorted()])]),
    );
  });

  it('and every custom property', () => {
    const { properties } = read('dist/vscode.css-custom-data.json');
    assert.deepEqual(names(properties), unique(elements.flatMap(({ cssProperties }) => names(cssProperties))));
  });

  it('JetBrains’ web types have every tag, attribute, property, event, part and custom property', () => {
    const { name, version, contributions } = read(packageJson['web-types']);
    assert.deepEqual([name, version], [packageJson.name, packageJson.version]);
    for (const [at, one] of tags.entries()) {
      const { attributes, js, css, source, ...rest } = contributions.html.elements[at];
      assert.equal(rest.name, one.tag);
      assert.deepEqual(names(attributes), names(one.attributes));
      assert.deepEqual(names(js.events), names(one.events));
      assert.deepEqual([names(css.parts), names(css.properties)], [names(one.parts), names(one.cssProperties)]);
      if (source) assert.ok(existsSync(ROOT + source.module), source.module);
    }
  });
});
