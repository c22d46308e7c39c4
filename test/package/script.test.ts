/** The script-tag builds: dist-script, which a server serves, and dist-cdn. They need a build: npm run build. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PRESETS } from '../../src/elements/reaction-bar/presets.ts';
import { lazyLocales } from '../../src/locales/lazy.ts';
import { coreNetworks } from '../../src/networks/core.ts';
import { networkIndex } from '../../src/networks/network-index.ts';
import { ROOT } from './source.ts';

const BUILDS = ['dist-script', 'dist-cdn'] as const;
const read = (path: string) => readFileSync(ROOT + path, 'utf8');
const STATIC_IMPORT = /\b(?:import|export)\b\s*(?:[\w$*{},\s]+?\bfrom\s*)?["'`]\.{0,2}\//;

for (const build of BUILDS) {
  assert.ok(existsSync(`${ROOT}${build}/gaung.js`), `${build}/ is not built. Run: npm run build`);
}

for (const build of BUILDS) {
  describe(build, () => {
    const script = read(`${build}/gaung.js`);
    const chunks = globSync(`${build}/**/*.js`, { cwd: ROOT })
      .filter((path) => path !== `${build}/gaung.js` && path !== 'dist-cdn/hydrate.js')
      .map((path) => path.slice(build.length));

    it('has chunks whose names content blockers leave alone', () => {
      for (const chunk of chunks)
        assert.match(
          chunk,
          /^\/chunks\/(?:(?:network|locale|dialog|part|icons)-[a-z0-9-]+|proof|engine)-[0-9a-f]{8}\.js$/,
        );
    });

    it('has a chunk for every network and language that is not in the script, and none for another', () => {
      const names = chunks.map(
        (chunk) =>
          /\/((?:network|locale|dialog|part|icons)-.+|proof|engine)-[0-9a-f]{8}\.js$/.exec(chunk)?.[1] ?? chunk,
      );
      const expected = [
        ...Object.keys(networkIndex.loaders).map((id) => `network-${id}`),
        ...[
          'network-index',
          'network-suggested',
          'dialog-frame',
          'dialog-qr',
          'dialog-quote',
          'dialog-server',
          'part-press',
          'part-whole-row',
          'part-acts',
          'part-live-region',
          'part-looks',
          'proof',
          'engine',
        ],
        ...Object.keys(PRESETS).map((preset) => `icons-${preset}`),
        ...Object.keys(lazyLocales).map((tag) => `locale-${tag.toLowerCase()}`),
      ];
      assert.deepEqual(names.toSorted(), expected.toSorted());
    });

    it('loads a chunk in one request: it imports nothing, least of all the script; dialogs share their frame, parts load dialogs', () => {
      for (const chunk of chunks) {
        const own = read(build + chunk).replace(/^import\{[^}]*\}from"\.\/dialog-frame-[0-9a-f]{8}\.js";/, (frame) =>
          chunk.startsWith('/chunks/dialog-') ? '' : frame,
        );
        assert.doesNotMatch(own, STATIC_IMPORT, chunk);
        const later = [...own.matchAll(/\bimport\([`"']\.\/(?<name>[\w-]+)-[0-9a-f]{8}\.js[`"']\)/g)];
        const isPart = chunk.startsWith('/chunks/part-');
        if (isPart)
          for (const { groups } of later) assert.match(groups!.name!, /^(?:dialog-|icons-|network-suggested)/, chunk);
        else if (!chunk.includes('network-index')) assert.doesNotMatch(own, /\bimport\s*[("'`{*]/, chunk);
      }
    });

    it('loads chunks by their names, when they are needed', () => {
      assert.doesNotMatch(script, STATIC_IMPORT);
      const index = read(build + chunks.find((chunk) => chunk.includes('network-index'))!);
      const names = (code: string) =>
        [...code.matchAll(/\bimport\([`"'][^`"'$]*?(?<name>[^/`"'$]+)[`"']\)/g)].map(({ groups }) => groups!.name!);
      const languages = chunks.filter((chunk) => chunk.startsWith('/chunks/locale-')).map((chunk) => chunk.slice(8));
      const known = [
        ...new Set(names(script)), // Several ways lead to the engine.
        ...names(index),
        ...chunks.filter((chunk) => chunk.startsWith('/chunks/part-')).flatMap((chunk) => names(read(build + chunk))),
        ...languages,
        chunks.find((chunk) => chunk.includes('dialog-frame'))!.slice(8),
      ];
      assert.deepEqual(known.toSorted(), chunks.map((chunk) => chunk.slice(8)).toSorted());
    });

    it('names each network and language by one ending, and each has one export', async () => {
      const [, ending] = /toLowerCase\(\)\}-([0-9a-f]{8})\.js`/.exec(script)!;
      const parts = chunks.filter((chunk) => /\/(?:network|locale)-(?!index|suggested)/.test(chunk));
      for (const part of parts) {
        assert.ok(part.endsWith(`-${ending}.js`), part);
        const all = (await import(`${ROOT}${build}${part}`)) as Record<string, { id?: string; tag?: string }>;
        const [one, ...others] = Object.values(all);
        const name = /(?:network|locale)-(.+)-/.exec(part)![1];
        assert.deepEqual([(one?.id ?? one?.tag)?.toLowerCase(), others], [name, []], part);
        const map = JSON.parse(read(`${build}${part}.map`)) as { file: string };
        assert.equal(`/chunks/${map.file}`, part);
      }
    });

    it('offers every language that there is', () => {
      for (const tag of Object.keys(lazyLocales)) assert.match(script, new RegExp(`\\b${tag}\\b`));
    });

    it('carries the networks of the script itself', () => {
      for (const { icon } of coreNetworks) assert.ok(icon && script.includes(icon));
    });

    it('runs under a strict content security policy', () => {
      for (const code of [script, ...chunks.map((chunk) => read(build + chunk))]) {
        assert.doesNotMatch(code, /\beval\s*\(|\bnew Function\b|\bFunction\s*\(["'`]|\.innerHTML\s*=\s*["'`]/);
        assert.doesNotMatch(code, /\sstyle=["'{$\\]|\bsetAttribute\(["'`]style["'`]|<style[\s>]/, 'inline styles');
        assert.doesNotMatch(code, /\son[a-z]+=["']/, 'inline handlers');
      }
    });

    it('names no host but those that a reader shares to', () => {
      const hosts = new Set([...script.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host));
      const known = /^(?:wa\.me|t\.me|www\.facebook\.com|twitter\.com|www\.w3\.org|lit\.dev|[\w.]*example)$/;
      assert.deepEqual(
        [...hosts].filter((host) => !known.test(host!)),
        [],
      );
    });

    it('says nothing of the machine that built it', () => {
      for (const path of globSync(`${build}/**/*.{js,map}`, { cwd: ROOT })) {
        assert.equal(read(path).includes(ROOT), false, path);
      }
    });
  });
}

it('dist-script has compressed copies of all its files, for the server', () => {
  const files = globSync('dist-script/**/*.{js,map}', { cwd: ROOT });
  assert.ok(files.length > 200);
  for (const path of files) {
    assert.deepEqual(brotliDecompressSync(readFileSync(`${ROOT}${path}.br`)), readFileSync(ROOT + path), path);
    assert.deepEqual(gunzipSync(readFileSync(`${ROOT}${path}.gz`)), readFileSync(ROOT + path), path);
  }
});

describe('how the builds find their endpoint', () => {
  /** The endpoint is where the script came from: `new URL('.', <own address>)`. */
  const OWN_FOLDER = /new URL\([`"']\.[`"'],/;

  it('the one that a server serves: where it came from, if the tag says nothing else', () => {
    assert.match(read('dist-script/gaung.js'), OWN_FOLDER);
    assert.match(read('dist-script/gaung.js'), /import\.meta\.url/);
  });

  it('the other: from data-endpoint alone', () => {
    assert.doesNotMatch(read('dist-cdn/gaung.js'), OWN_FOLDER);
    assert.match(read('dist-cdn/gaung.js'), /needs data-endpoint/);
  });

  it('neither leaves the question to the page', () => {
    for (const build of BUILDS) assert.doesNotMatch(read(`${build}/gaung.js`), /__GAUNG_/);
  });
});

describe('hydrate.js, for pages with the script tag that a server rendered', () => {
  const hydrate = read('dist-cdn/hydrate.js');

  it('is whole by itself', () => {
    assert.doesNotMatch(hydrate, /\bimport\b/);
    assert.doesNotMatch(hydrate, STATIC_IMPORT);
  });

  it('has no Lit of its own, and makes no policy of Trusted Types', () => {
    const { sources } = JSON.parse(read('dist-cdn/hydrate.js.map')) as { sources: string[] };
    assert.deepEqual(
      sources.filter((source) => source.includes('node_modules')),
      [],
    );
    assert.equal(hydrate.includes('createPolicy'), false);
  });

  it('hooks in where the script lets it', () => {
    for (const text of [hydrate, read('dist-cdn/gaung.js'), read('dist-script/gaung.js')])
      assert.ok(text.includes('reactiveElementPolyfillSupport'));
  });
});
