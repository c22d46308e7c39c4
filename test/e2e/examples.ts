/** An example as somebody has it who copied it: beside the packed package, installed and built. */
import { execFile } from 'node:child_process';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newFolder, pack, removeFolder } from '../package/tarball.ts';
import { Site } from './setup.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** The packed package, unpacked, where examples find it by `file:../..`. */
export class Examples {
  readonly #root = newFolder();

  async unpack(): Promise<this> {
    const tarball = await pack(this.#root);
    await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', this.#root]);
    return this;
  }

  /** Installs an example by its lockfile. */
  async install(name: string): Promise<Example> {
    const folder = join(this.#root, 'examples', name);
    const isSource = (path: string) => !/[/\\](?:node_modules|dist)(?:[/\\]|$)/.test(path.slice(ROOT.length));
    cpSync(join(ROOT, 'examples', name), folder, { recursive: true, filter: isSource });
    await run('npm', ['ci', '--prefer-offline', '--ignore-scripts', '--loglevel=error'], { cwd: folder });
    return new Example(folder);
  }

  dispose(): void {
    removeFolder(this.#root);
  }
}

/** One example, installed. */
export class Example {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Checks the types and builds, for a server. Resolves to what was said where that failed, else to nothing. */
  async build(endpoint: string): Promise<string> {
    const env = { ...process.env, VITE_GAUNG_ENDPOINT: endpoint };
    return run('npm', ['run', 'build'], { cwd: this.folder, env }).then(
      () => '',
      ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
    );
  }

  /** Changes a file, and gives the way to change it back. Throws where there is nothing to change. */
  replace(file: string, from: string, to: string): () => void {
    const path = join(this.folder, file);
    const before = readFileSync(path, 'utf8');
    if (!before.includes(from)) throw new Error(`There is no ${from} in ${file}.`);
    writeFileSync(path, before.replace(from, to));
    return () => writeFileSync(path, before);
  }

  /** All code that was built. */
  code(): string {
    const files = globSync('dist/assets/*.js', { cwd: this.folder });
    return files.map((path) => readFileSync(join(this.folder, path), 'utf8')).join('\n');
  }

  /** A web server with what was built. */
  serve(): Promise<Site> {
    return new Site(relative(ROOT, join(this.folder, 'dist'))).start();
  }
}
