import { type Command, Option } from 'commander';
import type { Flags, Variable } from '../config.ts';
import { flagOf, VARIABLE_NAMES, VARIABLES } from '../variables.ts';
import { UsageError } from './errors.ts';

/** Markdown as plain text. */
const plain = (text: string) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

const SECRETS = VARIABLE_NAMES.filter((name) => VARIABLES[name].isSecret);

const HELP = `
Secrets come by the environment alone: everybody on the machine can read a command line.
${SECRETS.map((name) => `  ${name.padEnd(20)} ${plain(VARIABLES[name].description)} (default: ${plain(VARIABLES[name].default)})`).join('\n')}

Examples:
  GAUNG_ORIGINS=https://news.example gaung-server start
  gaung-server start --origins "https://news.example https://*.news.example" --port 8787
  gaung-server start --storage memory: --port 0        to try it out

It stops on SIGINT and SIGTERM, when the requests under way are done.`;

/** `start`: the server, as `node src/main.ts` is; each variable that is no secret has a flag, which goes before it. */
export function addStart(program: Command): void {
  const command = program.command('start').description('Start the server.').addHelpText('after', HELP);
  const names = VARIABLE_NAMES.filter((name) => !VARIABLES[name].isSecret);
  for (const name of names) {
    const { default: usual, description } = VARIABLES[name];
    const text = `${plain(description)} (${name}; default: ${plain(usual)})`;
    command.addOption(new Option(`${flagOf(name)} <value>`, text));
  }
  for (const name of SECRETS) command.addOption(new Option(`${flagOf(name)} [value]`).hideHelp());
  const valueOf = (options: Readonly<Record<string, string>>, name: Variable) =>
    options[new Option(flagOf(name)).attributeName()];
  command.action(async (options: Readonly<Record<string, string>>) => {
    const told = SECRETS.filter((name) => valueOf(options, name) !== undefined);
    if (told.length > 0) {
      throw new UsageError(
        `Secrets come by the environment alone: set ${told.join(', ')} there, without ${told.map(flagOf).join(', ')}.`,
      );
    }
    // Loaded here: other commands need no server.
    const { run } = await import('../main.ts');
    const flags = names.map((name) => [name, valueOf(options, name)]);
    await run({ flags: Object.fromEntries(flags) as Flags });
  });
}
