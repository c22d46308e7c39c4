import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from './source.ts';

/** All files of the repository; the lockfile alone where there is no git, as in an unpacked archive. */
function repositoryFiles(): string[] {
  if (!existsSync(`${ROOT}.git`)) return ['package-lock.json'];
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

/** What an example installs: the package itself, packed. */
const ITSELF = 'file:../..';

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
}

describe('lockfiles', () => {
  const files = repositoryFiles().filter((path) => /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/.test(path));

  it('are there', () => {
    assert.ok(files.includes('package-lock.json'));
  });

  for (const file of files) {
    const { packages } = JSON.parse(readFileSync(ROOT + file, 'utf8')) as { packages: Record<string, Locked> };

    it(`${file} names no registry, so that any will do`, () => {
      const named = Object.entries(packages).filter(
        ([, { resolved, link }]) => resolved !== undefined && resolved !== ITSELF && !link,
      );
      assert.deepEqual(named, []);
      assert.doesNotMatch(readFileSync(ROOT + file, 'utf8'), /"resolved": "(?!file:\.\.\/\.\.")[a-z+]+:/);
    });

    it(`${file} pins what every package holds`, () => {
      const open = Object.entries(packages).filter(
        ([path, { integrity, link, resolved }]) =>
          path.includes('node_modules/') && !link && !integrity && resolved !== ITSELF,
      );
      assert.deepEqual(
        open.map(([path]) => path),
        [],
      );
    });
  }

  it('of the examples know the package as it is', () => {
    const { version, dependencies, peerDependencies } = packageJson;
    const examples = files.filter((file) => file.startsWith('examples/'));
    assert.ok(examples.length >= 3);
    for (const file of examples) {
      const { packages } = JSON.parse(readFileSync(ROOT + file, 'utf8')) as { packages: Record<string, Locked> };
      const locked = packages['node_modules/gaung'];
      const found = [locked?.version, locked?.dependencies, locked?.peerDependencies];
      assert.deepEqual(found, [version, dependencies, peerDependencies], `${file}: npm install --package-lock-only`);
    }
  });

  it('are of npm alone', () => {
    const others = repositoryFiles().filter((path) => /(?:^|\/)(?:yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/.test(path));
    assert.deepEqual(others, []);
  });
});
