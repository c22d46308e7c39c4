/** What the package promises to be importable is there, and importing it does no harm. Needs a build: npm run build. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT, readSource } from './source.ts';

type Target = string | Readonly<Record<string, string>>;
const subpaths = Object.entries<Target | null>(packageJson.exports);
const entries = subpaths.filter((entry): entry is [subpath: string, target: Target] => entry[1] !== null);
/** Modules that a pattern would let out and the map keeps in. */
const hidden = subpaths.filter(([, target]) => target === null).map(([subpath]) => subpath);
const isHidden = (subpath: string) =>
  hidden.some((one) => one === subpath || (one.endsWith('*') && subpath.startsWith(one.slice(0, -1))));

/** Every subpath that can be imported, patterns written out; `target` is the file that the exports map leads to. */
const importable = entries
  .flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const file = target.default!;
    if (!subpath.includes('*')) return [{ subpath, file }];
    const [before = '', after = ''] = file.split('*');
    return globSync(file, { cwd: ROOT }).map((path) => {
      const name = `./${path}`.slice(before.length, after ? -after.length : undefined);
      return { subpath: subpath.replace('*', name), file: `./${path}` };
    });
  })
  .filter(({ subpath }) => !isHidden(subpath));
const specifierOf = (subpath: string) => `gaung${subpath.slice(1)}`;

assert.ok(existsSync(`${ROOT}dist/index.js`), 'dist/ is not built. Run: npm run build');

/** Imports entries by their public names in a Node of its own, and says what came of it. */
async function importAlone(...specifiers: string[]) {
  const code = `
    // Node makes these itself at their first use, whoever that is.
    for (const name of Object.getOwnPropertyNames(globalThis)) try { void globalThis[name]; } catch {}
    const before = new Set(Reflect.ownKeys(globalThis));
    for (const specifier of ${JSON.stringify(specifiers)}) await import(specifier);
    const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
    const tags = ['gaung-provider', 'share-buttons', 'view-counter', 'reaction-bar'];
    const defined = tags.filter((tag) => globalThis.customElements?.get(tag));
    console.log(JSON.stringify({ added, defined }));`;
  const args = ['--no-warnings', '--input-type=module', '--eval', code];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  assert.equal(stderr, '', 'what is written to the console');
  return JSON.parse(stdout) as { added: string[]; defined: string[] };
}

describe('every entry of the exports map', { concurrency: 4 }, () => {
  it('leads to files that the build makes, types too', () => {
    for (const [subpath, target] of entries) {
      for (const file of typeof target === 'string' ? [target] : Object.values(target)) {
        assert.ok(globSync(file, { cwd: ROOT }).length > 0, `${subpath} → ${file}`);
      }
    }
  });

  it('has types before code, because the first that fits is taken', () => {
    for (const [subpath, target] of entries) {
      if (typeof target !== 'string') assert.deepEqual(Object.keys(target), ['types', 'default'], subpath);
    }
  });

  it('has types beside every file of a pattern', () => {
    for (const { subpath, file } of importable) {
      assert.ok(existsSync(ROOT + file.replace(/\.js$/, '.d.ts')), `${subpath} → ${file}`);
    }
  });

  const ADAPTERS = ['combine', 'goat-counter', 'http', 'local-storage', 'memory', 'open-heart', 'supabase', 'waline'];
  it('has every adapter, and of adapters nothing else', () => {
    const found = importable.filter(({ subpath }) => subpath.startsWith('./adapters/'));
    assert.deepEqual(
      found.map(({ subpath }) => subpath).toSorted(),
      [...ADAPTERS, 'with-fallback'].map((name) => `./adapters/${name}`),
    );
  });

  for (const name of ['testing', 'contract', 'networks/line', 'locales/id']) {
    it(`is there: gaung/${name}`, () => {
      assert.ok(importable.some(({ subpath }) => subpath === `./${name}`));
    });
  }

  /** Lit puts a registry of elements and the versions of itself there, and so would any page that uses it. */
  const LITS = /^(?:customElements|litServerRoot|litPropertyMetadata|reactiveElementVersions)$/;
  const ALL = ['gaung-provider', 'share-buttons', 'view-counter', 'reaction-bar'];
  const REGISTERS: Readonly<Record<string, readonly string[]>> = {
    './define': ALL,
    './react': ALL,
    ...Object.fromEntries(ALL.flatMap((tag) => [`./${tag}/define`, `./react/${tag}`].map((one) => [one, [tag]]))),
  };
  const elements = ['.', './ssr', './hydrate', ...ALL.map((tag) => `./${tag}`), ...Object.keys(REGISTERS)];

  for (const subpath of elements) {
    const specifier = specifierOf(subpath);
    const tags = REGISTERS[subpath] ?? [];
    it(`${specifier} imports in plain Node and registers ${tags.join(', ') || 'nothing'}`, async () => {
      const { added, defined } = await importAlone(specifier);
      assert.deepEqual(defined, tags);
      assert.deepEqual(
        added.filter((name) => !LITS.test(name)),
        [],
      );
    });
  }

  it('and all others import in plain Node without a trace, not even Lit’s', async () => {
    const others = importable.filter(({ subpath }) => !elements.includes(subpath));
    assert.ok(others.length >= 20);
    const { added, defined } = await importAlone(...others.map(({ subpath }) => specifierOf(subpath)));
    assert.deepEqual({ added, defined }, { added: [], defined: [] });
  });

  it('is all that can be imported', async () => {
    for (const specifier of [
      'gaung/store',
      'gaung/dist/index.js',
      'gaung/src/index.ts',
      'gaung/script',
      'gaung/adapters/ledger',
      'gaung/adapters/http-live',
      'gaung/adapters/http-proof',
      'gaung/adapters/ask',
      'gaung/adapters/combine-known',
      'gaung/adapters/record-each',
      'gaung/testing/tools',
      'gaung/networks/registry',
      'gaung/networks/icons/x',
      'gaung/locales/lazy',
      'gaung/react/index',
      'gaung/types/elements',
    ]) {
      await assert.rejects(importAlone(specifier), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
    }
  });
});

describe('the published modules', () => {
  const built = globSync('dist/**/*.{js,d.ts}', { cwd: ROOT }).map((path) => readSource(path));

  it('import files that are there', () => {
    // The compiler takes `./a.ts` in a declaration for `./a.d.ts`.
    const fileOf = (path: string) => path.replace(/(?<!\.d)\.ts$/, '.d.ts');
    const missing = built.flatMap(({ path, imports }) =>
      imports
        .filter((one) => one.path !== undefined && !existsSync(ROOT + fileOf(one.path)))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    assert.deepEqual(missing, []);
  });

  /** Who uses what is made for a framework or a server has what it needs: such a package is an optional peer. */
  const isBeside = (path: string) => /^dist\/(?:react|types|ssr|hydrate)\//.test(path);

  /** The packages that built files import. */
  const used = (isOne: (path: string) => boolean) => {
    const specifiers = built
      .filter(({ path }) => isOne(path))
      .flatMap(({ imports }) => imports.flatMap(({ path, specifier }) => (path ? [] : [specifier])));
    assert.ok(specifiers.length > 0);
    return [...new Set(specifiers.map((one) => /^(?:@[^/]+\/)?[^/]+/.exec(one)![0]))];
  };

  /** The packages that built files import and that an install does not bring. */
  const strangers = (isOne: (path: string) => boolean) =>
    used(isOne).filter((one) => !Object.hasOwn(packageJson.dependencies, one));

  it('import no package that an install does not bring', () => {
    assert.deepEqual(
      strangers((path) => path.endsWith('.js') && !isBeside(path)),
      [],
    );
  });

  it('nor do their types', () => {
    assert.deepEqual(
      strangers((path) => path.endsWith('.d.ts') && !isBeside(path)),
      [],
    );
  });

  it('for a framework or a server import what that needs, which is an optional peer, too', () => {
    const { peerDependencies, peerDependenciesMeta } = packageJson;
    assert.deepEqual(strangers(isBeside).toSorted(), Object.keys(peerDependencies).toSorted());
    const optional = Object.entries(peerDependenciesMeta).filter(([, meta]) => meta.optional);
    assert.deepEqual(
      optional.map(([name]) => name),
      Object.keys(peerDependencies),
    );
  });

  it('are one a source, not merged into bundles', () => {
    const sources = globSync('src/**/*.ts', { cwd: ROOT }).map((path) =>
      path.replace(/^src/, 'dist').replace(/ts$/, 'js'),
    );
    const modules = built.filter(({ path }) => path.endsWith('.js')).map(({ path }) => path);
    assert.deepEqual(modules.toSorted(), sources.toSorted());
  });
});

describe('package.json', () => {
  it('names in sideEffects what is there', () => {
    for (const glob of packageJson.sideEffects) assert.ok(globSync(glob, { cwd: ROOT }).length > 0, glob);
  });

  it('names in sideEffects every module that is imported for what it does or declares, and no other', () => {
    const named = new Set(packageJson.sideEffects.flatMap((glob) => globSync(glob, { cwd: ROOT })));
    const modules = globSync('{src,dist}/**/*.{ts,js}', { cwd: ROOT, exclude: ['**/*.d.ts'] });
    const isImportedBare = (path: string) => /^(?:src|dist)\/(?:define\/|types\/|script\.|hydrate\/index\.)/.test(path);
    assert.deepEqual(
      modules.filter((path) => isImportedBare(path) !== named.has(path)),
      [],
    );
  });

  it('has components of React that a server component may import: they say first that they are the client’s', () => {
    const modules = globSync('dist/react/*.js', { cwd: ROOT });
    assert.ok(modules.length > 4);
    for (const path of modules) assert.match(readFileSync(ROOT + path, 'utf8'), /^(['"])use client\1;\n/, path);
  });

  it('ships what it points to', () => {
    const { types, files } = packageJson;
    const targets = entries.flatMap(([, target]) => (typeof target === 'string' ? [] : Object.values(target)));
    for (const file of [types, ...targets]) {
      assert.ok(
        files.some((folder) => file.startsWith(`./${folder}`)),
        file,
      );
    }
  });

  it('ships what CDNs serve and what editors read', () => {
    const { unpkg, jsdelivr, customElements, files } = packageJson;
    for (const file of [unpkg, jsdelivr, customElements, packageJson['web-types']])
      assert.ok(
        files.some((folder) => file.startsWith(`./${folder}/`)),
        file,
      );
  });

  it('has no dependency that a reader’s browser would have to download from elsewhere', () => {
    for (const version of Object.values(packageJson.dependencies)) assert.match(version, /^[\^~]?\d+\.\d+\.\d+$/);
    assert.equal(readFileSync(`${ROOT}package.json`, 'utf8').includes('"postinstall"'), false);
  });
});
