/** The requests that come all day, answered by Node's own means before router and middleware are asked. */
import { COUNTS_PATH, INTERACTIONS_PATH, LIVE_PATH } from 'gaung/contract';
import { type CountsShortcutOptions, countsShortcut } from './counts-shortcut.ts';
import { type InteractionsShortcutOptions, interactionsShortcut } from './interactions-shortcut.ts';
import { type LiveShortcutOptions, liveShortcut } from './live-shortcut.ts';
import { giveBackTo, type Listener, type Shortcut } from './shortcut.ts';

/** What of an app shortcuts are made of. */
export interface ShortcutsOptions {
  readonly counts: CountsShortcutOptions;
  readonly interactions: InteractionsShortcutOptions;
  readonly live: LiveShortcutOptions;
  /** Begins and ends with a slash. */
  readonly prefix: string;
}

/**
 * A listener that answers what it can, as the routes would to the last byte, and leaves the rest to them: whatever is
 * asked for the first time, or in an unusual way, or cannot be done.
 */
export function withShortcuts({ counts, interactions, live, prefix }: ShortcutsOptions, routes: Listener): Listener {
  const giveBack = giveBackTo(routes);
  const shortcuts = new Map<string, Shortcut>([
    [`GET ${prefix}${COUNTS_PATH}`, countsShortcut(counts, giveBack)],
    [`GET ${prefix}${LIVE_PATH}`, liveShortcut(live, giveBack)],
    [`POST ${prefix}${INTERACTIONS_PATH}`, interactionsShortcut(interactions, giveBack)],
  ]);
  return (incoming, outgoing) => {
    const { method, url = '' } = incoming;
    const query = url.indexOf('?');
    const path = query === -1 ? url : url.slice(0, query);
    const take = shortcuts.get(`${method} ${path}`);
    if (!take?.(query === -1 ? '' : url.slice(query), incoming, outgoing)) routes(incoming, outgoing);
  };
}
