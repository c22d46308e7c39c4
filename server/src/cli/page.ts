import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { type PageKey, toPageKey } from 'gaung/contract';
import type { Environment } from '../config.ts';
import type { PageDetails } from '../storage/administration.ts';
import type { Storage } from '../storage/storage.ts';
import { title as titleSchema } from '../transfer/line-schemas.ts';
import { CommandError, UsageError } from './errors.ts';
import { print, tell } from './output.ts';
import { baseOf, collect, type SetFlags } from './page-set.ts';
import { describePage } from './page-text.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
KEY is a page key (news.example/a, article-123) or an address, which becomes one. A server may run meanwhile: readers get
the new numbers at once; those who watch live counts, too, but with SQLite at the next tap.

Examples:
  gaung-server page show https://news.example/a
  gaung-server page title news.example/a "A day at sea"
  gaung-server page set news.example/a --views 1206 --share x=3 --reaction love=2
  gaung-server page merge news.example/old-slug news.example/new-slug
  gaung-server page delete news.example/a --yes`;

/** `page`: look at one page, name, merge or delete it. */
export function addPage(program: Command, env: Environment): void {
  const page = program
    .command('page')
    .description('Show, name, set, merge or delete a page.')
    .helpCommand(false)
    .addHelpText('after', HELP);
  const command = (usage: string, description: string) =>
    storageCommand(page, usage, description).addHelpText('after', HELP);

  command('show', 'Show all that is known of a page.')
    .argument('<KEY>', 'a page key or an address')
    .option('--json', 'as JSON')
    .action(async (key: string, flags: StorageFlags & { json?: boolean }) => {
      const page = keyOf(key);
      const details = await withStorage(storageConfig(flags, env), (storage) => pageAt(storage, page));
      if (flags.json) print(JSON.stringify(details));
      else for (const line of describePage(details)) print(line);
    });

  command('title', 'Set or remove the title that rankings show.')
    .argument('<KEY>', 'a page key or an address; the page is made where it is missing')
    .argument('[TITLE]', 'plain text in one line')
    .option('--remove', 'remove the title')
    .action(async (key: string, title: string | undefined, flags: StorageFlags & { remove?: boolean }) => {
      if ((title === undefined) !== (flags.remove === true)) {
        throw new UsageError('Say either a TITLE or --remove: gaung-server page title news.example/a "A day at sea"');
      }
      const { success, error } = titleSchema.optional().safeParse(title);
      if (!success) throw new UsageError(`TITLE ${error.issues[0]?.message}.`);
      const page = keyOf(key);
      await withStorage(storageConfig(flags, env), (storage) => storage.retitle(page, title));
      print(title === undefined ? `${page} has no title now.` : `${page} is called ${JSON.stringify(title)} now.`);
    });

  command('set', 'Set what a page has from elsewhere; it is added to what readers do.')
    .argument('<KEY>', 'a page key or an address; the page is made where it is missing')
    .option('--views <n>', 'how often it was viewed there')
    .option('--share <network=n>', 'how often it was shared there, by network; may be repeated', collect)
    .option('--reaction <reaction=n>', 'how many chose a reaction there; may be repeated', collect)
    .option('--source <name>', 'where that is: each source of a page is replaced as a whole', 'manual')
    .action(async (key: string, flags: StorageFlags & SetFlags) => {
      const base = baseOf(keyOf(key), flags);
      const details = await withStorage(storageConfig(flags, env), async (storage) => {
        await storage.import([base], 'merge');
        return pageAt(storage, base.page);
      });
      for (const line of describePage(details)) print(line);
    });

  command('merge', 'Make a page another key of a second one, which gets the numbers of both.')
    .argument('<FROM>', 'the key that becomes another one: of a changed address, an AMP page')
    .argument('<INTO>', 'the key that stays')
    .action(async (from: string, into: string, flags: StorageFlags) => {
      const keys = [keyOf(from), keyOf(into)] as const;
      await withStorage(storageConfig(flags, env), (storage) => storage.merge(...keys));
      print(`${keys[0]} is ${keys[1]} now.`);
    });

  command('delete', 'Delete pages with all their counts and votes, and their aliases; of an alias, only itself.')
    .argument('<KEY...>', 'page keys or addresses')
    .option('--yes', 'do not ask')
    .action(async (texts: string[], flags: StorageFlags & { yes?: boolean }) => {
      const keys = texts.map(keyOf);
      await withStorage(storageConfig(flags, env), async (storage) => {
        for (const key of keys) await pageAt(storage, key); // One that is missing, and none is deleted.
        if (!flags.yes) await agree(`Delete ${keys.join(', ')} with all counts and votes?`);
        for (const key of keys) if (await storage.delete(key)) print(`Deleted ${key}.`);
      });
    });
}

function keyOf(text: string): PageKey {
  try {
    return toPageKey(text);
  } catch (cause) {
    throw new UsageError((cause as Error).message.replace(/^(?:\[[\w-]+\] )+/, ''), { cause });
  }
}

async function pageAt(storage: Storage, key: PageKey): Promise<PageDetails> {
  const details = await storage.page(key);
  if (!details) throw new CommandError(`There is no page ${key}.`);
  return details;
}

async function agree(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw new UsageError('Say --yes: there is nobody to ask.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  if (/^y(?:es)?$/i.test(answer.trim())) return;
  tell('Nothing was deleted.');
  throw new CommandError('You did not say yes.');
}
