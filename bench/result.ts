import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where and when figures were made. */
export interface Made {
  readonly date: string;
  /** The commit that was measured; `+` behind it where files were changed since. */
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
}

function made(): Made {
  const isChanged = git('status', '--porcelain', '--', 'src', 'server/src', 'package-lock.json') !== '';
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: git('rev-parse', '--short=10', 'HEAD') + (isChanged ? '+' : ''),
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    node: process.version,
  };
}

/** Keeps the figures of a bench in `bench/results/<name>.json`, from which the documents take them. */
export function keepResult(name: string, figures: object): void {
  const path = `${ROOT}bench/results/${name}.json`;
  writeFileSync(path, `${JSON.stringify({ ...made(), ...figures }, null, 2)}\n`);
  console.log(`\nKept in bench/results/${name}.json`);
}
