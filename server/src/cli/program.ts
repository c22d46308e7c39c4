import { Command, CommanderError } from 'commander';
import { ConfigError, type Environment } from '../config.ts';
import { describeError } from '../log.ts';
import { StorageError } from '../storage/storage.ts';
import { TransferError } from '../transfer/transfer-error.ts';
import { VERSION } from '../version.ts';
import { addBackup } from './backup.ts';
import { CommandError, UsageError } from './errors.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addPage } from './page.ts';
import { addSecret } from './secret.ts';
import { addStart } from './start.ts';
import { addTag } from './tag.ts';
import { addTop } from './top.ts';
import { addVerify } from './verify.ts';
import { addVisitor } from './visitor.ts';

export const FAILURE = 1;
export const USAGE = 2;

const HELP = `
All but start and tag work on the database itself, also while a server runs; they must be of its version.
Exit codes: 0 done; 1 it could not be done, or something is wrong; 2 it was called wrongly.

Examples:
  gaung-server start --origins https://news.example
  gaung-server top --window 7d
  gaung-server import --help`;

/** In the order in which the help lists them. */
const COMMANDS = [addStart, addImport, addExport, addVerify, addTop, addBackup, addPage, addVisitor, addSecret, addTag];

/**
 * Runs a command line.
 *
 * @param args Without node and script.
 * @returns What the process is to exit with, unless a command has said so by `process.exitCode`.
 */
export async function runProgram(args: readonly string[], env: Environment): Promise<number | undefined> {
  const program = new Command('gaung-server')
    .description('The reference server of Gaung, and what its operator needs.')
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError('(--help says more.)')
    .addHelpText('after', HELP)
    .exitOverride();
  for (const add of COMMANDS) add(program, env);
  try {
    await program.parseAsync(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE; // It has told already.
    process.stderr.write(`${tellError(error)}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? USAGE : FAILURE;
  }
}

const isOfTheSystem = (error: unknown) => typeof (error as NodeJS.ErrnoException | undefined)?.code === 'string';

/** What an operator can do something about is a sentence; a mistake of ours comes with where it happened. */
function tellError(error: unknown): string {
  if (error instanceof StorageError) return describeError(error).replace('[gaung] [storage] ', '');
  const isExpected =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error instanceof CommandError ||
    error instanceof TransferError ||
    isOfTheSystem(error) || // No room, no right, no such file.
    isOfTheSystem((error as Error).cause); // The same with a sentence of ours, as where the port is taken.
  return isExpected ? (error as Error).message : String((error as Error).stack ?? error);
}
