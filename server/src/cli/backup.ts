import { statSync } from 'node:fs';
import type { Command } from 'commander';
import type { Environment } from '../config.ts';
import { progressBar, tell } from './output.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
The copy is the database as it is at one moment, also while a server runs, with the secret that signs tokens: it gets
mode 600, and is a storage like any other. It has its name only once it is whole.
PostgreSQL and Redis are copied by their own means (docs/postgres.md, docs/redis.md).

Examples:
  gaung-server backup /var/backups/gaung-$(date +%F).sqlite
  gaung-server verify --storage sqlite:/var/backups/gaung-2026-05-20.sqlite`;

interface BackupFlags extends StorageFlags {
  readonly quiet?: boolean;
}

/** `backup`: a copy of everything. */
export function addBackup(program: Command, env: Environment): void {
  storageCommand(program, 'backup', 'Copy the whole SQLite database, also while a server runs.')
    .argument('<FILE>', 'a file that does not exist yet')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', HELP)
    .action((file: string, flags: BackupFlags) =>
      withStorage(storageConfig(flags, env), async (storage) => {
        const bar = progressBar('Copying', flags.quiet);
        await storage.backup(file, bar.update).finally(bar.stop);
        if (!flags.quiet) tell(`Wrote ${statSync(file).size.toLocaleString('en')} bytes to ${file}.`);
      }),
    );
}
