import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type PageKey, toPageKey } from '../../src/contract/index.ts';
import { Chance } from './chance.ts';
import type { FaultyProxy } from './faulty-proxy.ts';
import { outboxOf, remainsOf } from './kept.ts';
import { Profile } from './profile.ts';
import { look, press, REACTIONS, said, shownFor } from './reaction-bar.ts';
import { eventually, type Gaung } from './setup.ts';

const TAPS = 200;
export const ARTICLES: readonly string[] = ['a', 'b', 'c', 'd', 'e'];
/** Most taps in a row in one tab, quicker than any answer. */
const IN_A_ROW = 4;
/** How often, before it is tapped, a tab goes elsewhere, is reloaded, or hears that the network is back. */
const OFTEN = { goes: 0.18, reloads: 0.07, online: 0.25 };

interface Tab {
  readonly name: string;
  page: Page;
  article: string;
}

/** Adds what was expected to what went wrong. */
async function expecting(what: string, work: Promise<void>): Promise<void> {
  await work.catch((cause: Error) => {
    throw new Error(`${what}. ${cause.message}`, { cause });
  });
}

/**
 * A reader taps two hundred times in three tabs over a network that loses, doubles, delays and garbles, reloads, and
 * loses the browser once: what was chosen last is what counts, once, and what every tab shows.
 */
export class FaultyStory {
  readonly #chance: Chance;
  readonly #gaung: Gaung;
  readonly #url: (article: string) => string;
  readonly #profile = new Profile();
  readonly #tabs: Tab[] = [];
  /** What was chosen last on each article, and when. */
  readonly #chosen = new Map<string, { readonly choice: readonly string[]; readonly at: number }>();
  readonly #lines: string[] = [];
  /** What must not be seen on any page: exceptions, refusals. */
  readonly #complaints: string[] = [];

  constructor(seed: number, gaung: Gaung, url: (article: string) => string) {
    this.#chance = new Chance(seed);
    this.#gaung = gaung;
    this.#url = url;
  }

  readonly tell = (line: string): void => void this.#lines.push(line);

  /** All that happened, to be read by a person. */
  toString(): string {
    return `${this.#lines.join(';\n')}.`;
  }

  async begins(): Promise<void> {
    for (const [index, page] of (await this.#opensBrowser()).entries()) {
      this.#tabs.push({ name: `tab ${index + 1}`, page, article: this.#chance.oneOf(ARTICLES) });
    }
    for (const tab of this.#tabs) await this.#begins(tab);
  }

  async goesOn(): Promise<void> {
    const crashAt = this.#chance.between(0.4 * TAPS, 0.6 * TAPS);
    let hasCrashed = false;
    for (let taps = 0; taps < TAPS; ) {
      const tab = this.#chance.oneOf(this.#tabs);
      if (this.#chance.happens(OFTEN.goes)) await this.#goes(tab, this.#chance.oneOf(ARTICLES));
      if (this.#chance.happens(OFTEN.reloads)) await this.#reloads(tab);
      if (this.#chance.happens(OFTEN.online)) await this.#hearsOfNetwork(tab);
      const row = Math.min(this.#chance.between(1, IN_A_ROW), TAPS - taps);
      await this.#taps(
        tab,
        Array.from({ length: row }, () => this.#chance.oneOf(REACTIONS)),
      );
      taps += row;
      if (taps < crashAt || hasCrashed) continue;
      await this.#crashes();
      hasCrashed = true;
    }
  }

  /** The network is well again, and all that waits may go. */
  async ends(proxy: FaultyProxy): Promise<void> {
    this.tell('the network is well again');
    proxy.heal();
    for (const tab of this.#tabs) await this.#hearsOfNetwork(tab);
    const wrong: string[] = [];
    const check = async (what: string, work: () => Promise<void>) => {
      await expecting(what, work()).catch((error: Error) => wrong.push(error.message));
    };
    const tabsAgree = () => eventually(() => this.#seen(), this.#wanted());
    await check('Each tab shows what was chosen last on its page', tabsAgree);
    await check('The server counts what was chosen last, once', () => eventually(() => this.#counted(), this.#right()));
    await check('Nothing is left in the outbox', () => eventually(() => outboxOf(this.#tabs[0]!.page), []));
    await check('Nothing is under way any more', () => eventually(async () => proxy.underWay, 0));
    await check('The server still does, when the last duplicate has arrived', async () =>
      assert.deepEqual(await this.#counted(), this.#right()),
    );
    await Promise.all(this.#tabs.map(({ page }) => page.reload()));
    await check('Each tab shows it after a reload', tabsAgree);
    const open = new Set(this.#tabs.map(({ article }) => article));
    for (const article of ARTICLES.filter((one) => !open.has(one))) {
      await check(`/${article} shows it when the reader comes back`, async () => {
        await this.#tabs[0]!.page.goto(this.#url(article));
        await eventually(() => look(this.#tabs[0]!.page), shownFor(this.#choice(article)));
      });
    }
    await check('No page complains', async () => assert.deepEqual(this.#complaints, []));
    assert.ok(wrong.length === 0, wrong.join('\n\n'));
  }

  async dispose(): Promise<void> {
    await this.#profile.dispose();
  }

  #choice(article: string): readonly string[] {
    return this.#chosen.get(article)?.choice ?? [];
  }

  async #opensBrowser(): Promise<Page[]> {
    const context = await this.#profile.open();
    return [context.pages()[0]!, await context.newPage(), await context.newPage()];
  }

  async #begins(tab: Tab): Promise<void> {
    const complain = (message: string) => this.#complaints.push(`${tab.name}: ${message}`);
    tab.page.on('pageerror', ({ message }) => complain(message));
    tab.page.on('console', (message) => message.text().includes('[gaung]') && complain(message.text()));
    await this.#goes(tab, tab.article);
  }

  async #goes(tab: Tab, article: string): Promise<void> {
    this.tell(`${tab.name} goes to /${article}`);
    tab.article = article;
    await tab.page.goto(this.#url(article), { waitUntil: 'domcontentloaded' });
  }

  async #reloads(tab: Tab): Promise<void> {
    this.tell(`${tab.name} reloads /${tab.article}`);
    await tab.page.reload({ waitUntil: 'domcontentloaded' });
    await this.#showsLastChoice(tab);
  }

  async #hearsOfNetwork({ name, page }: Tab): Promise<void> {
    this.tell(`${name} hears that the network is back`);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
  }

  async #taps({ name, page, article }: Tab, reactions: readonly string[]): Promise<void> {
    for (const { reaction, at, before, after, isSameTask } of await press(page, reactions)) {
      this.tell(`${name} taps ${reaction} on /${article}: ${said(before)} → ${said(after)}`);
      assert.deepEqual(after, before.includes(reaction) ? [] : [reaction], 'a tap chooses, or takes back');
      assert.ok(isSameTask, 'a tap shows at once');
      this.#chosen.set(article, { choice: after, at });
    }
  }

  async #crashes(): Promise<void> {
    await expecting(
      'What was tapped is kept before the crash',
      eventually(() => this.#unkept(), []),
    );
    this.tell('the browser crashes');
    await this.#profile.crash();
    const pages = await this.#opensBrowser();
    for (const [index, tab] of this.#tabs.entries()) {
      tab.page = pages[index]!;
      await this.#begins(tab);
    }
    for (const tab of this.#tabs) await this.#showsLastChoice(tab);
  }

  /** Whatever the network does: only the numbers need it. */
  async #showsLastChoice({ name, page, article }: Tab): Promise<void> {
    const pressed = async () => (await look(page)).replace(/.*pressed: /, '');
    const shows = eventually(pressed, said(this.#choice(article)));
    await expecting(`${name} shows what was chosen last on /${article}`, shows);
  }

  /** The articles whose last choice a crash might lose, because it is neither written down nor with the server. */
  async #unkept(): Promise<string[]> {
    const unkept: string[] = [];
    const counted = await this.#counted();
    for (const [article, { choice, at }] of this.#chosen) {
      const { waiting, acknowledged } = await remainsOf(this.#tabs[0]!.page, this.#key(article));
      // An older one that is left over beside the acknowledged one will change nothing.
      const isDone = said(acknowledged) === said(choice) && counted[article] === said(choice);
      const isWaiting = waiting !== undefined && waiting.at >= at && said(waiting.reactions) === said(choice);
      if (isDone || isWaiting) continue;
      const found = waiting ? `${said(waiting.reactions)} waits` : `${said(acknowledged)} is acknowledged`;
      unkept.push(`${said(choice)} was chosen on /${article}, but ${found} and ${counted[article]} is counted`);
    }
    return unkept;
  }

  #key(article: string): PageKey {
    return toPageKey(this.#url(article));
  }

  async #seen(): Promise<Record<string, string>> {
    const seen = this.#tabs.map(
      async ({ name, page, article }) => [`${name} on /${article}`, await look(page)] as const,
    );
    return Object.fromEntries(await Promise.all(seen));
  }

  #wanted(): Record<string, string> {
    return Object.fromEntries(
      this.#tabs.map(({ name, article }) => [`${name} on /${article}`, shownFor(this.#choice(article))]),
    );
  }

  /** What the server counts by article: a reaction that has one, `reaction×2` where it has more, or nothing. */
  async #counted(): Promise<Record<string, string>> {
    const counted = ARTICLES.map(async (article) => {
      const { reactions } = await this.#gaung.counts(this.#url(article));
      const some = Object.entries(reactions).filter(([, count]) => count !== 0);
      return [article, said(some.map(([id, count]) => (count === 1 ? id : `${id}×${count}`)))] as const;
    });
    return Object.fromEntries(await Promise.all(counted));
  }

  #right(): Record<string, string> {
    return Object.fromEntries(ARTICLES.map((article) => [article, said(this.#choice(article))]));
  }
}
