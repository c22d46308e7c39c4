import type { Command } from 'commander';
import type { Environment } from '../config.ts';
import { topQuery, toStorageQuery } from '../top/query.ts';
import { UsageError } from './errors.ts';
import { print, table } from './output.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
All pages that are stored, also those of hosts that GAUNG_ORIGINS does not name.

Examples:
  gaung-server top
  gaung-server top --by reactions.love --window 7d --limit 20
  gaung-server top --by shares --window all --json`;

interface TopFlags extends StorageFlags {
  readonly by: string;
  readonly window: string;
  readonly limit: string;
  readonly json?: boolean;
}

/** `top`: the pages with the most, as `GET /v1/top` has them. */
export function addTop(program: Command, env: Environment): void {
  storageCommand(program, 'top', 'Show the pages with the most views, shares or reactions.')
    .option('--by <what>', 'views, shares, reactions, or one alone: shares.x, reactions.love', 'views')
    .option('--window <window>', '1h, 24h, 7d or all', '24h')
    .option('--limit <n>', 'how many pages, 1 to 100', '10')
    .option('--json', 'as JSON, like the answer of GET /v1/top')
    .addHelpText('after', HELP)
    .action(async (flags: TopFlags) => {
      const { success, data, error } = topQuery.safeParse(flags);
      if (!success) {
        const wrong = error.issues.map(({ path: [name], message }) => {
          return `--${String(name)} ${message} (it is ${JSON.stringify(flags[name as 'by'])}).`;
        });
        throw new UsageError(wrong.join('\n'));
      }
      const { by, window, limit } = data;
      const query = { ...toStorageQuery(by, window), limit, now: Date.now() };
      const pages = await withStorage(storageConfig(flags, env), (storage) => storage.top(query));
      if (flags.json) print(JSON.stringify({ by, window, pages }));
      else if (pages.length === 0) print(`No page has any ${by} in this window (${window}).`);
      else for (const row of table(pages.map(({ page, title = '', count }) => [count, page, title]))) print(row);
    });
}
