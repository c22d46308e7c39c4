import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { type Environment, readConfig } from '../config.ts';
import { secretsOf } from '../secrets.ts';
import type { Storage, VisitorId } from '../storage/storage.ts';
import { createVisitors } from '../visitors.ts';
import { CommandError, UsageError } from './errors.ts';
import { counted, print } from './output.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
A reader finds their token in their browser's storage, under a name that begins with gaung:visitor: ; an ID is the
visitor of a vote in an export. Their votes are taken back, and their token is refused from then on. For a token that
was signed by GAUNG_SECRET, set it as the server has it. An ID that begins with - goes after --.

Examples:
  gaung-server visitor forget v1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA
  gaung-server visitor forget -- -AAAAAAAAAAAAAAAAAAAAA
  gaung-server visitor forget - < token.txt          the token is not seen by others on the machine`;

const ID = /^[\w-]{21}[AQgw]$/;

/** `visitor forget`: all that is kept of a reader. */
export function addVisitor(program: Command, env: Environment): void {
  const visitor = program
    .command('visitor')
    .description('Forget a reader.')
    .helpCommand(false)
    .addHelpText('after', HELP);
  storageCommand(visitor, 'forget', "Delete a reader's votes and all else that is kept of them.")
    .argument('<TOKEN>', "a reader's token or ID, or - for standard input")
    .addHelpText('after', HELP)
    .action(async (argument: string, flags: StorageFlags) => {
      const given = (argument === '-' ? await text(process.stdin) : argument).trim();
      await withStorage(storageConfig(flags, env), async (storage) => {
        const pages = await storage.forget(await idOf(given, storage, env));
        print(`Forgotten, with choices on ${counted(pages, 'page')}.`);
      });
    });
}

/** A token must be ours: a mistyped one would be a reader who has nothing, and look like done. */
async function idOf(given: string, storage: Storage, { GAUNG_SECRET }: Environment): Promise<VisitorId> {
  if (ID.test(given)) return given as VisitorId;
  if (!given.startsWith('v1.')) {
    throw new UsageError('It is neither a token (v1., two parts of 22 characters) nor an ID of 22 characters.');
  }
  const secrets = await secretsOf(readConfig({ GAUNG_SECRET }), storage);
  const id = createVisitors({ ...secrets, clock: Date.now }).verify(given);
  if (id) return id;
  throw new CommandError(
    'This server did not sign that token. It may be mistyped; or GAUNG_SECRET must be set as the server has it.',
  );
}
