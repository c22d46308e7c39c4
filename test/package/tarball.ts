/** The package as npm would publish it: packed, and installed into an empty folder. It needs a build. */
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from './source.ts';

const run = promisify(execFile);

/** A new folder outside of the repository, where nothing can be found by chance. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'gaung-pack-'));
export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** Packs the package into a folder. Returns the path of the tarball. */
export async function pack(folder: string): Promise<string> {
  await run('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], { cwd: ROOT });
  return join(folder, `${packageJson.name}-${packageJson.version}.tgz`);
}

/** Installs a tarball as a user would, with what it depends on, into a folder that has nothing yet. */
export async function install(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  // What npm has from installing the repository need not come from the registry again.
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...quiet, tarball], { cwd: folder });
}

/** Puts packages of the repository beside it, as a project has them that uses a framework. */
export function lend(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(`${ROOT}node_modules/${name}`, join(folder, 'node_modules', name));
  }
}

/** A Node of one major version: the one that runs, or one in PATH. */
export async function findNode(major: number): Promise<string | undefined> {
  const others = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  for (const path of [process.execPath, ...others]) {
    const version = await run(path, ['--version']).then(
      ({ stdout }) => stdout,
      () => '', // Not there.
    );
    if (version.startsWith(`v${major}.`)) return path;
  }
  return undefined;
}

/** All that can be imported from an installed package, by its exports map, patterns written out. */
export function specifiersOf(folder: string): string[] {
  const manifest = readFileSync(join(folder, 'node_modules', packageJson.name, 'package.json'), 'utf8');
  const { exports } = JSON.parse(manifest) as { exports: Record<string, string | { readonly default: string } | null> };
  const exported = Object.entries(exports);
  const hidden = exported.filter(([, target]) => target === null).map(([subpath]) => subpath);
  const isHidden = (subpath: string) =>
    hidden.some((one) => one === subpath || (one.endsWith('*') && subpath.startsWith(one.slice(0, -1))));
  return exported
    .flatMap(([subpath, target]) => {
      if (target === null || typeof target === 'string') return [];
      if (!subpath.includes('*')) return [subpath];
      const [before = '', after = ''] = target.default.split('*');
      const files = globSync(target.default, { cwd: join(folder, 'node_modules', packageJson.name) });
      return files.map((path) => subpath.replace('*', `./${path}`.slice(before.length, -after.length)));
    })
    .filter((subpath) => !isHidden(subpath))
    .map((subpath) => packageJson.name + subpath.slice(1));
}
