/** docs/operations.md is right: its commands, flags, variables and links are there, and what can be run is run. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { VARIABLE_NAMES } from '../src/variables.ts';
import { CLI, commands } from './cli.ts';
import { PAGE, react, serve, view } from './tools.ts';

const OTHER = 'news.example/b';
const DOCS = new URL('../../docs/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DOCS), 'utf8');
const PAGE_TEXT = read('operations.md');
const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The code blocks of a language: `sh` is run here, `bash` needs a machine of its own. */
const blocks = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code!);

/** Calls of the command line, each from its name to the end of the command. */
const calls = (page: string) =>
  ['sh', 'bash', 'ini']
    .flatMap((language) => blocks(page, language))
    .join('\n')
    .matchAll(/(?:(?<!\/)gaung-server|cli\/main\.ts) ([^|\n]+)/g);

it('names commands and flags that there are', async (t) => {
  const { gaung } = commands(t);
  const helps = new Map<string, string>();
  const all = [...calls(PAGE_TEXT), ...calls(README)].map(([, words]) => words!.trim());
  assert.ok(all.length > 15, all.join('\n'));
  for (const words of all.filter((words) => words !== '--version')) {
    const [command] = /^(?:page|visitor|secret) \w+|^\w+/.exec(words) ?? assert.fail(words);
    const help = helps.get(command) ?? (await gaung(...command.split(' '), '--help')).out;
    helps.set(command, help);
    assert.ok(help.startsWith(`Usage: gaung-server ${command} [options]`), `${words}: ${help}`);
    for (const [flag] of words.matchAll(/--[a-z-]+/g)) assert.ok(help.includes(`  ${flag}`), `${words}: ${flag}`);
  }
});

it('names variables that there are, files and headings', () => {
  const names = new Set<string>(VARIABLE_NAMES);
  for (const [name] of PAGE_TEXT.matchAll(/\bGAUNG_[A-Z_]+/g)) assert.ok(names.has(name), name);
  for (const [, path = '', heading] of PAGE_TEXT.matchAll(/\]\(([\w./-]*)(?:#([\w-]+))?\)/g)) {
    const url = new URL(path || 'operations.md', DOCS);
    assert.ok(existsSync(url), path);
    const headings = [...readFileSync(url, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title!.toLowerCase().replaceAll(' ', '-'),
    );
    if (heading) assert.ok(headings.includes(heading), `${path}#${heading}`);
  }
});

it('has snippets for proxies whose braces match, and which know the port', () => {
  for (const language of ['nginx', 'caddy']) {
    const [code = ''] = blocks(PAGE_TEXT, language);
    assert.equal(code.match(/\{/g)?.length, code.match(/\}/g)?.length);
    assert.match(code, /127\.0\.0\.1:8787/);
  }
});

it('can be followed: backup, restore, export, import, totals, verify, pages', async (t) => {
  const { folder, file } = commands(t);
  for (const name of ['lib', 'backups']) mkdirSync(file(name));
  const storage = `sqlite:${file('lib/gaung.sqlite')}`;
  const before = await serve(t, { GAUNG_STORAGE: storage });
  const { visitor } = (await before.post({ interactions: [view(), view(OTHER), react(['love'], 1)] })).body;
  await before.close();
  writeFileSync(file('totals.csv'), blocks(PAGE_TEXT, 'csv')[0]!);

  const script = [
    `gaung-server() { "${process.execPath}" "${CLI}" "$@"; }`,
    'systemctl() { :; }',
    ...blocks(PAGE_TEXT, 'sh'),
  ].join('\n');
  const onThisMachine = script
    .replaceAll('/var/lib/gaung', file('lib'))
    .replaceAll('/var/backups/gaung', file('backups'));
  const bash = spawn('bash', ['-euo', 'pipefail', '-c', onThisMachine], {
    cwd: folder,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => bash.kill('SIGKILL'));
  const [[code], out, err] = await Promise.all([once(bash, 'close'), text(bash.stdout), text(bash.stderr)]);
  assert.equal(code, 0, `${out}\n${err}`);
  const told = out.split('\n');
  assert.match(told[0]!, /^[0-9a-f]{64}$/, 'a secret');
  assert.equal(told.filter((line) => line.endsWith('all is right.')).length, 3);
  assert.ok(told.includes('2 pages, 2 changed.') && told.includes('This was a dry run: nothing was changed.'));
  assert.ok(told.includes(`1207  ${PAGE}  A day at sea`), out);
  assert.deepEqual(readdirSync(file('lib/before')), ['gaung.sqlite']);
  assert.equal(statSync(file('lib/gaung.sqlite')).mode & 0o777, 0o600);

  // Of what it tells to do, the last is to delete the page; its reader is still known.
  const after = await serve(t, { GAUNG_STORAGE: storage });
  assert.equal((await after.counts()).views, 0);
  assert.equal((await after.post({ visitor, interactions: [react(['sad'], 2)] })).body.visitor, visitor);
});
