import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Environment, StorageConfig } from '../config.ts';
import { type ImportMode, type ImportSummary, type Storage, StorageNotEmptyError } from '../storage/storage.ts';
import { source as sourceName } from '../transfer/line-schemas.ts';
import { FORMATS, type Format, readRecords } from '../transfer/read.ts';
import { CommandError, UsageError } from './errors.ts';
import { counted, print, progressBar } from './output.ts';
import { createSpool, type Spool } from './spool.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
An export comes back as it was. Of totals one base is set for each page and source, and never added: the same file twice
changes nothing. All or nothing: a wrong line is named, and nothing is taken, also where you stop it. Stopped
while it writes to Redis, it leaves a part: repeat it, and what was set is set once more.

A table (csv) begins with the names of its columns: page,views,shares.x,reactions.love,title. Its pages may be addresses.
A server may run meanwhile; while the lines are written it takes no taps, and readers' browsers send theirs again.

Examples:
  gaung-server import gaung.ndjson                         into an empty storage
  gaung-server import totals.csv --merge --dry-run         what would change?
  gaung-server import totals.csv --merge --source legacy
  zcat gaung.ndjson.gz | gaung-server import - --replace   deletes all that was there`;

interface ImportFlags extends StorageFlags {
  readonly merge?: boolean;
  readonly replace?: boolean;
  readonly format?: Format;
  readonly source: string;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
}

/** `import`: an export, or totals from elsewhere. */
export function addImport(program: Command, env: Environment): void {
  storageCommand(program, 'import', 'Take an export, or the totals of an older counter.')
    .argument('<FILE>', 'a file, or - for standard input')
    .addOption(
      new Option('--merge', 'keep what is there; of two choices of a reader the newer one').conflicts('replace'),
    )
    .option('--replace', 'delete all counts and votes first')
    .addOption(
      new Option('--format <format>', "what the file is (default: csv by the name's end, else ndjson)").choices(
        FORMATS,
      ),
    )
    .option('--source <name>', 'where the totals of a table come from', 'legacy')
    .option('--dry-run', 'try it on a copy in TMPDIR, and say what would change')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', HELP)
    .action((file: string, flags: ImportFlags) => importFile(file, flags, storageConfig(flags, env)));
}

async function importFile(file: string, flags: ImportFlags, config: StorageConfig): Promise<void> {
  const { success, error } = sourceName.safeParse(flags.source);
  if (!success) throw new UsageError(`--source ${error.issues[0]?.message} (it is ${JSON.stringify(flags.source)}).`);
  const mode = flags.merge ? 'merge' : flags.replace ? 'replace' : undefined;
  const spool = createSpool();
  try {
    await check(file, flags, spool);
    const write = (storage: Storage) => writeAll(storage, spool, mode, flags);
    const { pages, changed } = flags.dryRun ? await onCopy(config, write) : await withStorage(config, write, true);
    print(`${counted(pages, 'page')}, ${changed} changed.`);
    if (flags.dryRun) print('This was a dry run: nothing was changed.');
  } finally {
    spool.close();
  }
}

/** Reads all there is before anything is written: one wrong line, and nothing is. */
async function check(file: string, { format, source, quiet }: ImportFlags, spool: Spool): Promise<void> {
  if (file !== '-' && !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new CommandError(`There is no file ${file}.`);
  }
  const total = file === '-' ? undefined : statSync(file).size;
  const bar = progressBar('Checking', quiet);
  let done = 0;
  const chunks = async function* () {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
      yield chunk as Buffer;
      done += (chunk as Buffer).length;
      bar.update(done, total);
    }
  };
  try {
    const options = { format: format ?? (/\.csv$/i.test(file) ? 'csv' : 'ndjson'), source } as const;
    for await (const record of readRecords(chunks(), options)) spool.add(record);
  } finally {
    bar.stop();
  }
}

/** One transaction, in one go: a signal ends the process, and the storage undoes what it had begun. */
async function writeAll(
  storage: Storage,
  spool: Spool,
  mode: ImportMode | undefined,
  { quiet }: ImportFlags,
): Promise<ImportSummary> {
  const bar = progressBar('Writing', quiet);
  try {
    return await storage.import(spool.records(bar.update), mode);
  } catch (error) {
    if (!(error instanceof StorageNotEmptyError)) throw error;
    throw new CommandError(
      'There are pages already. Say --merge to keep them, or --replace to delete everything first.',
    );
  } finally {
    bar.stop();
  }
}

/** Works on a copy of the storage, which is deleted then. */
async function onCopy<Result>(config: StorageConfig, work: (copy: Storage) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-dry-run-'));
  const path = join(folder, 'gaung.sqlite');
  try {
    if (config.kind !== 'sqlite') await copyRecords(config, path);
    else if (existsSync(config.path)) await withStorage(config, (storage) => storage.backup(path));
    return await withStorage({ kind: 'sqlite', path }, work, true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an engine keeps, as an SQLite file: all that an import can meet. */
async function copyRecords(config: StorageConfig, path: string): Promise<void> {
  const spool = createSpool();
  try {
    await withStorage(config, async (storage) => {
      for await (const record of storage.export()) spool.add(record);
    });
    await withStorage({ kind: 'sqlite', path }, (copy) => copy.import(spool.records(() => {})), true);
  } finally {
    spool.close();
  }
}
