import { once } from 'node:events';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Command } from 'commander';
import type { Environment } from '../config.ts';
import type { StoredRecord } from '../storage/storage.ts';
import { writeRecords } from '../transfer/write.ts';
import { CommandError } from './errors.ts';
import { counted, progressBar, tell } from './output.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
What is written is as of one moment, also while a server runs; from Redis each page is. It has the readers' votes: keep
it as you keep the database. A file gets mode 600, and its name only once it is whole. The secret that signs tokens is
not in it: a backup has that, too.

Examples:
  gaung-server export gaung.ndjson
  gaung-server export | gzip > gaung.ndjson.gz`;

interface ExportFlags extends StorageFlags {
  readonly quiet?: boolean;
}

/** `export`: all that is stored, as lines of JSON. */
export function addExport(program: Command, env: Environment): void {
  storageCommand(program, 'export', 'Write all that is stored, as lines of JSON.')
    .argument('[FILE]', 'a file that does not exist yet, or - for standard output', '-')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', HELP)
    .action((file: string, flags: ExportFlags) =>
      withStorage(storageConfig(flags, env), async (storage) => {
        const { pages: total } = await storage.stats();
        const bar = progressBar('Exporting', flags.quiet);
        let pages = 0;
        const records = counting(storage.export(), () => bar.update(++pages, total));
        try {
          await (file === '-' ? writeOut(records) : writeFile(records, file));
        } finally {
          bar.stop();
        }
        if (file !== '-' && !flags.quiet) tell(`Wrote ${counted(pages, 'page')} to ${file}.`);
      }),
    );
}

async function* counting(
  records: AsyncIterable<StoredRecord>,
  onPage: () => void,
): AsyncGenerator<StoredRecord, void, undefined> {
  for await (const record of records) {
    if (record.type === 'page') onPage();
    yield record;
  }
}

/** No faster than it is taken. */
async function writeOut(records: AsyncIterable<StoredRecord>): Promise<void> {
  for await (const piece of writeRecords(records)) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

async function writeFile(records: AsyncIterable<StoredRecord>, file: string): Promise<void> {
  if (existsSync(file)) throw new CommandError(`${file} is there already. Name a file that does not exist yet.`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const descriptor = openSync(part, 'wx', 0o600);
  try {
    for await (const piece of writeRecords(records)) writeSync(descriptor, piece);
    fsyncSync(descriptor);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
