/** Whether commands for a terminal are there: scripts of npm, our own commands with their flags, variables. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import packageJson from '../../../package.json' with { type: 'json' };
import { VARIABLE_NAMES } from '../../../server/src/variables.ts';
import { ROOT } from '../source.ts';

const run = promisify(execFile);
/** Programs that are there on a server, or are said how to get; what they do is theirs. */
const OTHERS = new Set([
  ...[
    'cat',
    'cd',
    'cmp',
    'cp',
    'curl',
    'docker',
    'export',
    'find',
    'git',
    'install',
    'journalctl',
    'ln',
    'mkdir',
    'mv',
  ],
  ...['node', 'psql', 'redis-cli', 'rm', 'sudo', 'systemctl', 'useradd', 'createdb', 'pg_dump', 'tar'],
]);
const NPM = /^(?:ci|i|install|start|test|run [\w:-]+|init|create)\b/;
const helps = new Map<string, Promise<string>>();

const helpOf = (command: string) => {
  const there = helps.get(command) ?? help(command);
  helps.set(command, there);
  return there;
};
const help = (command: string) =>
  run(process.execPath, [`${ROOT}server/src/cli/main.ts`, ...command.split(' '), '--help']).then(
    ({ stdout }) => stdout,
    () => '',
  );

/** The commands of a script, without comments, assignments before them, and what is said of each other. */
export function commandsOf(script: string): string[] {
  return script
    .replaceAll(/\\\n\s*/g, ' ')
    .split(/\n|&&|\|\|?|;/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .map((line) => line.replace(/^(?:[A-Z_]+=(?:"[^"]*"|'[^']*'|\S*)\s*)+/, ''))
    .filter(Boolean);
}

async function ourProblems(words: string): Promise<string[]> {
  if (/^--(?:version|help)$/.test(words)) return [];
  const [command] = /^(?:page|visitor) \w+|^\w+/.exec(words) ?? [''];
  const text = await helpOf(command);
  if (!text.startsWith(`Usage: gaung-server ${command} [options]`)) return [`there is no gaung-server ${command}`];
  const flags = [...words.matchAll(/(?<=\s)--[a-z-]+/g)].map(([flag]) => flag);
  return flags.filter((flag) => !text.includes(`  ${flag}`)).map((flag) => `gaung-server ${command} has no ${flag}`);
}

/** All that is wrong with a script, as lines to be read. */
export async function shellProblems(script: string): Promise<string[]> {
  const variables = [...script.matchAll(/\bGAUNG_[A-Z_]+/g)].map(([name]) => name);
  const unknown = variables.filter((name) => !VARIABLE_NAMES.some((one) => one === name));
  const problems = await Promise.all(
    commandsOf(script).map(async (command): Promise<string[]> => {
      const [, program, rest = ''] = /^(?:npx |sudo -u \w+ )?(\S+)\s*(.*)$/.exec(command)!;
      if (program === 'gaung-server') return ourProblems(rest);
      if (program === 'npm') {
        const script = /^run ([\w:-]+)/.exec(rest)?.[1];
        const isThere = script ? script in packageJson.scripts || script === 'dev' : NPM.test(rest);
        return isThere ? [] : [`there is no npm ${rest}`];
      }
      if (program === 'node' && /^[\w./]+\.ts/.test(rest)) {
        const [path] = rest.split(' ');
        return existsSync(ROOT + path!) ? [] : [`there is no ${path}`];
      }
      return OTHERS.has(program!) ? [] : [`${program} is no command that is known here`];
    }),
  );
  return [...unknown.map((name) => `there is no variable ${name}`), ...problems.flat()];
}
