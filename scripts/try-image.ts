/**
 * npm run try:image: does by hand, in a temporary folder, what deploy/Dockerfile says, starts the server as the image would,
 * and asks it for its health, a count, a view and the script. For machines without Docker; npm ci asks the registry.
 *
 * It knows what that file uses: FROM … AS, WORKDIR, COPY (also --from), RUN, ENV and CMD. Users and owners are left out, and
 * what the base image brings is this machine's.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instructionsOf } from './dockerfile.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gaung-image-'));

/** What of the last commit Docker is given for `COPY` without `--from`. */
const context = join(folder, 'context');
fillContext();

function fillContext(): void {
  const clone = join(folder, 'clone');
  mkdirSync(clone);
  execFileSync('sh', ['-c', `git archive HEAD | tar -x -C ${clone}`], { cwd: root });
  const lines = readFileSync(join(root, 'deploy/Dockerfile.dockerignore'), 'utf8').split('\n');
  const wanted = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const path of globSync(wanted, { cwd: clone }))
    cpSync(join(clone, path), join(context, path), { recursive: true, verbatimSymlinks: true });
}

interface Stage {
  /** Its `/`. */
  readonly folder: string;
  workdir: string;
  readonly env: Record<string, string>;
  command: readonly string[];
}

/** Where a path of the image is here. */
const within = ({ folder: at, workdir }: Stage, path: string) =>
  join(at, path.startsWith('/') ? path : join(workdir, path));

function copy(stage: Stage, from: string, sources: readonly string[], target: string): void {
  const into = within(stage, target);
  for (const source of sources.map((path) => join(from, path))) {
    if (!existsSync(source)) throw new Error(`COPY: there is no ${source}.`);
    const isFolder = statSync(source).isDirectory();
    cpSync(source, isFolder || !target.endsWith('/') ? into : join(into, basename(source)), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

function build(): Stage {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const { name, words, text } of instructionsOf(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8'))) {
    console.log(`${name} ${text}`);
    if (name === 'FROM') {
      const as = words[2] ?? 'last';
      stage = { folder: join(folder, as), workdir: '/', env: {}, command: [] };
      stages.set(as, stage);
    } else if (!stage) throw new Error(`${name} comes before FROM.`);
    else if (name === 'WORKDIR') {
      stage.workdir = text;
      mkdirSync(within(stage, '.'), { recursive: true });
    } else if (name === 'COPY') {
      const from = /--from=(\S+)/.exec(text)?.[1];
      const paths = words.filter((word) => !word.startsWith('--'));
      copy(stage, from ? stages.get(from)!.folder : context, paths.slice(0, -1), paths.at(-1)!);
    } else if (name === 'RUN') execFileSync('sh', ['-c', text], { cwd: within(stage, '.'), stdio: 'inherit' });
    else if (name === 'ENV') Object.assign(stage.env, Object.fromEntries([text.split(/=(.*)/).slice(0, 2)]));
    else if (name === 'CMD') stage.command = JSON.parse(text) as string[];
  }
  return stage!;
}

async function tried(stage: Stage): Promise<void> {
  const [program, ...args] = stage.command;
  const cwd = within(stage, '.');
  const storage = stage.env.GAUNG_STORAGE!.replace('sqlite:', `sqlite:${stage.folder}`);
  const env = {
    PATH: process.env.PATH,
    ...stage.env,
    GAUNG_STORAGE: storage,
    PORT: '0',
    GAUNG_HOST: '127.0.0.1',
    GAUNG_BOTS: 'count',
  };
  const child = spawn(program!, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let printed = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (printed.includes('"url":')) break;
    }
    child.stdout.resume();
    const url = /"url":"([^"]+)"/.exec(printed)?.[1];
    if (!url) throw new Error(`The server did not start:\n${printed}`);
    const asked = async (path: string, init?: RequestInit) => {
      const answer = await fetch(new URL(path, url), init);
      console.log(`${init?.method ?? 'GET'} ${path}: ${answer.status}`);
      if (!answer.ok) throw new Error(await answer.text());
    };
    await asked('healthz');
    await asked('readyz');
    await asked('gaung.js');
    await asked('v1/counts?page=article-1');
    const view = { id: crypto.randomUUID(), type: 'view', page: 'article-1', at: Date.now() };
    const headers = { Origin: new URL(url).origin, 'Content-Type': 'text/plain' };
    await asked('v1/interactions', { method: 'POST', headers, body: JSON.stringify({ interactions: [view] }) });
    execFileSync('node', ['deploy/healthcheck.js'], { cwd, env: { ...process.env, PORT: new URL(url).port } });
    console.log('healthcheck: well');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new Error(`It ended with ${code}.`);
  } finally {
    child.kill('SIGKILL');
  }
}

try {
  const stage = build();
  await tried(stage);
  console.log(execFileSync('du', ['-sh', stage.folder], { encoding: 'utf8' }).split('\t')[0], 'beside the base image');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
