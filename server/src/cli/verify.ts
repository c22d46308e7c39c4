import type { Command } from 'commander';
import type { Environment } from '../config.ts';
import { counted, print, progressBar } from './output.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
Exits with 0 where all is right, or was set right and nothing else is wrong; with 1 where something differs or the file is
damaged. A server may run meanwhile.

Examples:
  gaung-server verify
  gaung-server verify --repair`;

interface VerifyFlags extends StorageFlags {
  readonly repair?: boolean;
  readonly quiet?: boolean;
}

/** `verify`: are the counts what the votes say, and is the file whole? */
export function addVerify(program: Command, env: Environment): void {
  storageCommand(program, 'verify', 'Compare the counts with the votes, and look through the file.')
    .option('--repair', 'set counts that differ to what the votes say')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', HELP)
    .action((flags: VerifyFlags) =>
      withStorage(storageConfig(flags, env), async (storage) => {
        const { repair = false } = flags;
        const bar = progressBar('Verifying', flags.quiet);
        const { pages, votes, differences, damage } = await storage
          .verify({ repair, progress: bar.update })
          .finally(bar.stop);
        for (const { page, reaction, stored, votes } of differences) {
          print(`${page}: ${reaction} is ${stored}, but ${votes} by the votes${repair ? '; set right' : ''}`);
        }
        for (const line of damage) print(`The file is damaged: ${line}`);
        const looked = `Looked at ${counted(pages, 'page')} and ${counted(votes, 'vote')}`;
        if (differences.length + damage.length === 0) {
          print(`${looked}: all is right.`);
          return;
        }
        print(`${looked}: ${counted(differences.length, 'wrong count')}, ${counted(damage.length, 'sign')} of damage.`);
        if (differences.length > 0 && !repair) print('Set the counts right with: gaung-server verify --repair');
        if (damage.length > 0)
          print('Damage is not repaired: go back to a backup, or export and import what is there.');
        if (!repair || damage.length > 0) process.exitCode = 1;
      }),
    );
}
