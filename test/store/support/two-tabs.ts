import { begin, watch } from './story.ts';
import { Browser, settled } from './world.ts';

/** Two tabs that show the same page, of which everything is known. */
export async function twoTabs() {
  const browser = new Browser();
  const tabs = [begin({ world: browser.open() }), begin({ world: browser.open() })] as const;
  const readers = tabs.map(({ store }) => watch(store));
  await settled();
  for (const { backend } of tabs) await backend.lastRead.answer({ a: { version: 1, reactions: { love: 5 } } });
  for (const reader of readers) reader.news();
  const [one, two] = tabs;
  return { browser, one, two };
}
