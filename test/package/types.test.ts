/** The types of the package, as a user's compiler reads them: good uses compile, bad ones do not. It needs a build. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { ROOT } from './source.ts';

const files = globSync('test/types/*.{ts,tsx}', { cwd: ROOT });

function compile(project: string): string {
  const { stdout, stderr } = spawnSync(`${ROOT}node_modules/.bin/tsc`, ['-p', project, '--pretty', 'false'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('types', () => {
  const bundler = `${ROOT}test/types/tsconfig.bundler.json`;
  after(() => rmSync(bundler, { force: true }));

  it('are there for plain code, React, its components, Preact, Vue and Svelte', () => {
    assert.deepEqual(files.map((path) => path.replace(/^.*\/|\.tsx?$/g, '')).toSorted(), [
      'dom',
      'preact',
      'react',
      'react-components',
      'svelte',
      'vue',
    ]);
  });

  it('let good uses through and no bad one, and have no fault themselves', () => {
    assert.equal(compile('test/types'), '');
  });

  it('are read the same by a bundler’s way of finding modules', () => {
    const compilerOptions = { module: 'esnext', moduleResolution: 'bundler' };
    writeFileSync(bundler, JSON.stringify({ extends: './tsconfig.json', compilerOptions, exclude: [] }));
    assert.equal(compile(bundler), '');
  });

  it('are tried with bad uses in each', () => {
    for (const file of files) {
      const bad = readFileSync(ROOT + file, 'utf8').match(/@ts-expect-error \S/g) ?? [];
      assert.ok(bad.length >= 4, file);
    }
  });
});
