/** The tarball: what it holds, what linters of packages say of it, and that every entry imports where it is installed. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { launch } from '../e2e/setup.ts';
import { ROOT } from './source.ts';
import { findNode, install, lend, newFolder, pack, removeFolder, specifiersOf } from './tarball.ts';

const run = promisify(execFile);
const folder = newFolder();
const app = join(folder, 'app');
const installed = join(app, 'node_modules/gaung');
let tarball: string;
let specifiers: string[];

/** Entries that work only beside packages that an install does not bring: optional peers. */
const BESIDE: readonly { readonly is: RegExp; readonly packages: readonly string[] }[] = [
  { is: /^gaung\/react(?:\/|$)/, packages: ['react', '@lit/react'] },
  { is: /^gaung\/ssr$/, packages: ['parse5'] },
];
const needsMore = (specifier: string) => BESIDE.some(({ is }) => is.test(specifier));

before(async () => {
  tarball = await pack(folder);
  await install(tarball, app);
  specifiers = specifiersOf(app);
});
after(() => removeFolder(folder));

describe('the tarball', () => {
  it('brings the base of Lit and what earns its bytes, and nothing else', () => {
    const brought = globSync('node_modules/{*,@*/*}/package.json', { cwd: app })
      .map((path) => JSON.parse(readFileSync(join(app, path), 'utf8')) as { name: string })
      .map(({ name }) => name);
    assert.deepEqual(brought.toSorted(), ['@lit-labs/ssr-dom-shim', '@lit/reactive-element', 'gaung', 'uqr']);
  });

  it('has a source for each module, and maps that lead there', () => {
    const modules = globSync('dist/**/*.{js,d.ts}', { cwd: installed });
    assert.ok(modules.length > 400);
    for (const path of modules) {
      const map = JSON.parse(readFileSync(join(installed, `${path}.map`), 'utf8')) as { sources: string[] };
      assert.equal(map.sources.length, 1, path);
      assert.ok(existsSync(join(installed, path, '..', map.sources[0]!)), `${path} → ${map.sources[0]}`);
    }
  });

  it('has its licence and those of others, and nothing of the workshop', () => {
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md', 'NOTICES.md', 'THIRD-PARTY.md']) {
      assert.ok(existsSync(join(installed, file)), file);
    }
    const others = globSync('*', { cwd: installed }).filter((name) => !/\.md$|^LICENSE$|^package\.json$/.test(name));
    assert.deepEqual(others.toSorted(), ['dist', 'dist-cdn', 'docs', 'src']);
    assert.deepEqual(
      globSync('docs/*', { cwd: installed }).toSorted(),
      globSync('docs/*.md', { cwd: ROOT }).toSorted(),
      'all guides, and no pictures',
    );
    assert.deepEqual(globSync('**/*.test.*', { cwd: installed }), []);
  });

  it('passes publint, strictly', async () => {
    const { stdout } = await run(`${ROOT}node_modules/.bin/publint`, [tarball, '--strict'], { cwd: ROOT });
    assert.match(stdout, /All good!/);
  });

  it('has types that are right for every entry, by attw', async () => {
    const patterns = ['adapters/http', 'networks/line', 'locales/id', 'react/reaction-bar', 'types/vue'];
    // What is neither code nor data for code has no types: SQL to paste, say.
    const others = Object.entries<unknown>(packageJson.exports).flatMap(([subpath, target]) =>
      typeof target === 'string' && !target.endsWith('.json') ? subpath : [],
    );
    const excluded = others.length > 0 ? ['--exclude-entrypoints', ...others] : [];
    const args = [
      tarball,
      '--profile',
      'esm-only',
      '--format',
      'json',
      '--include-entrypoints',
      ...patterns,
      ...excluded,
    ];
    const { stdout } = await run(`${ROOT}node_modules/.bin/attw`, args, { cwd: ROOT, maxBuffer: 1e8 });
    const { analysis } = JSON.parse(stdout) as {
      analysis: { entrypoints: Record<string, object>; problems: { kind: string; resolutionKind?: string }[] };
    };
    for (const one of ['.', './define', './contract', ...patterns.map((name) => `./${name}`)]) {
      assert.ok(one in analysis.entrypoints, one);
    }
    // For Node before exports maps, and for `require`, nothing is promised.
    const isPromised = ({ resolutionKind = '' }) => !['node10', 'node16-cjs'].includes(resolutionKind);
    assert.deepEqual(analysis.problems.filter(isPromised), []);
  });
});

describe('every entry, installed in an empty folder', () => {
  /** Imports all that is given, and says what could not be. */
  async function importIn(node: string, names: readonly string[]): Promise<string[]> {
    const code = `
      const failed = [];
      for (const name of ${JSON.stringify(names)}) await import(name).catch((error) => failed.push(name + ': ' + error.code));
      console.log(JSON.stringify(failed));`;
    const { stdout, stderr } = await run(node, ['--input-type=module', '--eval', code], { cwd: app });
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  }

  for (const major of [20, 24]) {
    it(`imports in plain Node ${major}`, async (t) => {
      const node = await findNode(major);
      if (!node) {
        t.skip(`There is no Node ${major} on this machine.`);
        return;
      }
      const plain = specifiers.filter((one) => !needsMore(one));
      assert.ok(plain.length > 140);
      assert.deepEqual(await importIn(node, plain), []);
    });
  }

  for (const { is, packages } of BESIDE) {
    const names = () => specifiers.filter((one) => is.test(one));

    it(`that needs ${packages.join(' and ')} is not found without, and imports beside them`, async () => {
      assert.ok(names().length > 0);
      const missing = names().map((name) => `${name}: ERR_MODULE_NOT_FOUND`);
      assert.deepEqual(await importIn(process.execPath, names()), missing);
      lend(app, ...packages);
      assert.deepEqual(await importIn(process.execPath, names()), []);
    });
  }

  it('gives its manifest', async () => {
    const code = `
      import manifest from 'gaung/custom-elements.json' with { type: 'json' };
      console.log(manifest.modules.length);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: app });
    assert.ok(Number(stdout) > 8);
  });

  describe('in a browser', () => {
    let server: Server;
    before(async () => {
      server = createServer((request, response) => {
        const { pathname } = new URL(request.url!, 'http://localhost');
        if (pathname === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
        const path = join(app, pathname);
        if (!existsSync(path)) return response.writeHead(404).end();
        return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(path));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    it('imports, with nothing but an import map between', async () => {
      const names = specifiers.filter((one) => !needsMore(one));
      // What Node finds for a browser, whose conditions are not Node's.
      const bare = ['@lit/reactive-element', 'uqr'];
      const code = `console.log(JSON.stringify(${JSON.stringify([...names, ...bare])}.map((name) => [name, import.meta.resolve(name)])));`;
      const args = ['--conditions=browser', '--input-type=module', '--eval', code];
      const { stdout } = await run(process.execPath, args, { cwd: app });
      const base = `file://${realpathSync(app)}`;
      const imports = Object.fromEntries(
        (JSON.parse(stdout) as [string, string][]).map(([name, url]) => [name, url.slice(base.length)]),
      );
      const browser = await launch();
      try {
        const page = await browser.newPage();
        const problems: string[] = [];
        page.on('pageerror', ({ message }) => problems.push(message));
        await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
        const failed = await page.evaluate(
          async ({ imports, names }) => {
            const map = Object.assign(document.createElement('script'), {
              type: 'importmap',
              textContent: JSON.stringify({ imports }),
            });
            document.head.append(map);
            const outcomes = await Promise.allSettled(names.map((name) => import(name)));
            return outcomes.flatMap((one, at) => (one.status === 'rejected' ? [`${names[at]}: ${one.reason}`] : []));
          },
          { imports, names },
        );
        assert.deepEqual([failed, problems], [[], []]);
        const defined = await page.evaluate(() =>
          ['share-buttons', 'view-counter', 'reaction-bar', 'gaung-provider'].filter((tag) => customElements.get(tag)),
        );
        assert.equal(defined.length, 4);
      } finally {
        await browser.close();
      }
    });
  });

  it('is what package.json promises', () => {
    const plain = Object.entries<unknown>(packageJson.exports).filter(
      ([subpath, target]) => target && !subpath.includes('*'),
    );
    for (const [subpath, target] of plain) {
      if (typeof target === 'string') continue;
      assert.ok(specifiers.includes(packageJson.name + subpath.slice(1)), subpath);
    }
  });
});
