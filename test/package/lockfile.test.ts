import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ROOT } from './source.ts';

/** All files of the repository; the lockfile alone where there is no git, as in an unpacked archive. */
function repositoryFiles(): string[] {
  if (!existsSync(`${ROOT}.git`)) return ['package-lock.json'];
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

interface Locked {
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
      const named = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && !link);
      assert.deepEqual(named, []);
      assert.doesNotMatch(readFileSync(ROOT + file, 'utf8'), /"resolved": "[a-z+]+:/);
    });

    it(`${file} pins what every package holds`, () => {
      const open = Object.entries(packages).filter(
        ([path, { integrity, link }]) => path.includes('node_modules/') && !link && !integrity,
      );
      assert.deepEqual(
        open.map(([path]) => path),
        [],
      );
    });
  }

  it('are of npm alone', () => {
    const others = repositoryFiles().filter((path) => /(?:^|\/)(?:yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/.test(path));
    assert.deepEqual(others, []);
  });
});
