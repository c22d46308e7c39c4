import type { Command } from 'commander';
import { type Environment, readConfig } from '../config.ts';
import { isPublicAddress } from '../script/public-address.ts';
import { scriptTag } from '../script/tag.ts';
import { CommandError, UsageError } from './errors.ts';
import { print } from './output.ts';

const HELP = `
URL is the server's public address, with its prefix. The tag is for the version that lies in the folder now: print it again
after each update. What it says of a page's policy: --json has the hash of the import map as "csp".

Examples:
  gaung-server tag https://echo.example/
  gaung-server tag https://news.example/gaung/ --json`;

/** `tag`: the HTML that pins the script and its chunks by their integrity, as `GET /v1/script` has it. */
export function addTag(program: Command, env: Environment): void {
  program
    .command('tag <URL>')
    .description('Print the script tag of this version, with its integrity and an import map for its chunks.')
    .option(
      '--script <folder>',
      'the folder that holds gaung.js (GAUNG_SCRIPT; default: ../dist-script beside this package)',
    )
    .option('--json', 'as JSON, like the answer of GET /v1/script')
    .addHelpText('after', HELP)
    .action((url: string, flags: { readonly script?: string; readonly json?: boolean }) => {
      if (!isPublicAddress(url)) {
        throw new UsageError(
          `URL must be the public address of the server, such as https://echo.example/ (it is ${JSON.stringify(url)}).`,
        );
      }
      const { script } = readConfig({ GAUNG_SCRIPT: env.GAUNG_SCRIPT }, { GAUNG_SCRIPT: flags.script });
      const tag = scriptTag(script, url);
      if (!tag)
        throw new CommandError(`There is no gaung.js in ${script}. Run "npm run build", or say --script FOLDER.`);
      print(flags.json ? JSON.stringify(tag) : tag.html.trimEnd());
    });
}
