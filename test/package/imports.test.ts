/** Who may import whom, as docs and design say it: the arrows between the rooms of the house. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Import, ROOT, readSource, readSources, type Source } from './source.ts';

/** What each room of src/ may import beside itself; `types` of a room are its types alone. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  networks: ['contract'],
  locales: ['contract'],
  environment: ['contract', 'types of store'],
  adapters: ['contract', 'environment'],
  store: ['contract'],
  elements: ['store', 'networks', 'locales', 'contract', 'environment', '@lit/reactive-element', 'uqr'],
  define: ['adapters', 'elements', 'networks', 'locales', 'environment', 'store', 'contract'],
  testing: ['contract'],
  react: ['define', 'elements', '@lit/react', 'react'],
  types: ['types of index.ts', 'preact', 'react', 'svelte', 'vue'],
  'script.ts': ['adapters', 'elements', 'networks', 'locales', 'environment', 'store', 'contract'],
  'index.ts': ['elements', 'networks', 'locales', 'store', 'contract'],
  hydrate: ['elements', 'store', 'locales', 'contract', '@lit/reactive-element'],
  ssr: ['hydrate', 'elements', 'networks', 'locales', 'contract', '@lit/reactive-element', '@lit-labs/ssr', 'parse5'],
  'json-ld.ts': ['contract'],
};

const src = readSources('src/**/*.ts');
const server = readSources('server/src/**/*.ts');
const demo = readSources('demo/**/*.{ts,js}');
const roomOf = (path: string) => /^src\/([^/]+)/.exec(path)?.[1] ?? path;

/** The imports of some sources that are not allowed, as lines to be read. */
const offences = (sources: readonly Source[], isAllowed: (one: Import, source: Source) => boolean) =>
  sources.flatMap((source) =>
    source.imports
      .filter((one) => !isAllowed(one, source))
      .map(({ specifier }) => `${source.path} imports ${specifier}`),
  );

const isBuiltIn = ({ specifier }: Import) => specifier.startsWith('node:');
const isBelow = (folder: string, { path }: Import) => path?.startsWith(folder) ?? false;

describe('the rooms of src/', () => {
  it('are all known', () => {
    assert.deepEqual([...new Set(src.map(({ path }) => roomOf(path)))].toSorted(), Object.keys(MAY_IMPORT).toSorted());
  });

  for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${room} → ${allowed.join(', ') || 'nothing'}`, () => {
      const sources = src.filter(({ path }) => roomOf(path) === room);
      const wrong = offences(sources, ({ specifier, path, isType }) => {
        if (path === undefined) return allowed.includes(/^(@[^/]+\/)?[^/]+/.exec(specifier)![0]);
        const target = roomOf(path);
        return target === room || allowed.includes(target) || (isType && allowed.includes(`types of ${target}`));
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('lead to files that are there, and stay in src/', () => {
    assert.deepEqual(
      offences(src, ({ path }) => path === undefined || (path.startsWith('src/') && existsSync(ROOT + path))),
      [],
    );
  });

  it('elements ask no network and keep nothing', () => {
    const elements = src.filter(({ path }) => roomOf(path) === 'elements');
    const wrong = elements.filter(({ code }) => /\bfetch\(|\b(?:localStorage|sessionStorage|indexedDB)\b/.test(code));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('the store touches no document', () => {
    const store = src.filter(({ path }) => roomOf(path) === 'store');
    const wrong = store.filter(({ code }) => /\b(?:document|window|lit|HTMLElement|localStorage|fetch)\b/.test(code));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('a network imports one icon at most and nothing else, so that one request loads it whole', () => {
    const networks = src.filter(({ code }) => /\b(?:Link|Action|Server)Network = \{/.test(code));
    assert.ok(networks.length >= 80);
    for (const { path, imports } of networks) {
      const values = imports.filter(({ isType }) => !isType).map((one) => one.path);
      assert.ok(values.length <= 1, path);
      for (const icon of values) assert.match(icon ?? '', /\/networks\/icons\/[a-z0-9-]+\.ts$/, path);
    }
  });
});

describe('the server', () => {
  it('knows of the library its public contract alone', () => {
    const wrong = offences(server, ({ specifier, path }) =>
      path === undefined
        ? !/^gaung(?:\/|$)/.test(specifier) || specifier === 'gaung/contract'
        : path.startsWith('server/src/'),
    );
    assert.deepEqual(wrong, []);
  });

  it('routes know of storage its interface alone', () => {
    const routes = server.filter(({ path }) => path.startsWith('server/src/routes/'));
    assert.ok(routes.length >= 4);
    const wrong = offences(
      routes,
      (one) => !isBelow('server/src/storage/', one) || one.path === 'server/src/storage/storage.ts',
    );
    assert.deepEqual(wrong, []);
  });

  it('storages know each other, the contract, what Node has, a bounded map and the drivers of engines', () => {
    const storages = server.filter(({ path }) => path.startsWith('server/src/storage/'));
    assert.ok(storages.length >= 3);
    const wrong = offences(
      storages,
      (one) =>
        isBelow('server/src/storage/', one) ||
        isBuiltIn(one) ||
        ['gaung/contract', 'lru-cache', 'pg', 'ioredis'].includes(one.specifier),
    );
    assert.deepEqual(wrong, []);
  });

  it('only main reads the environment, opens a storage of its choice and listens', () => {
    const mains = new Set(['server/src/main.ts', 'server/src/cli/main.ts']);
    const others = server.filter(({ path }) => !mains.has(path));
    const wrong = others.filter(({ code }) => /\bprocess\.env\b|\.listen\(/.test(code));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });
});

describe('the demo', () => {
  it('uses published subpaths only', () => {
    assert.ok(demo.length > 0);
    const wrong = offences(
      demo,
      (one) => isBelow('demo/', one) || isBuiltIn(one) || /^gaung\/[\w/-]+$/.test(one.specifier),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('the reader of import lines', () => {
  it('finds every form, and none in a comment or a string', () => {
    const text = [
      "import a from './a.ts';",
      "import type { B } from '../b.ts';",
      "import {\n  c,\n  type C,\n} from 'c/c';",
      "import './d.ts';",
      "export * from './e.ts';",
      "export type { F } from './f.ts';",
      "const g = () => import('./g.ts');",
      "// import h from './h.ts';",
      "/* import i from './i.ts'; */",
      "const url = 'https://x.example/'; const late = import('./j.ts'); // import('./k.ts')",
      "export const l = './l.ts';",
    ].join('\n');
    const { imports } = readSource('src/x/y.ts', text);
    assert.deepEqual(
      imports.map(({ path, specifier, isType }) => `${isType ? 'type ' : ''}${path ?? specifier}`),
      ['src/x/a.ts', 'type src/b.ts', 'c/c', 'src/x/d.ts', 'src/x/e.ts', 'type src/x/f.ts', 'src/x/g.ts', 'src/x/j.ts'],
    );
  });
});
