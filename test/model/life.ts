import type { PageKey } from '../../src/contract/index.ts';
import { Browser, type NavigationType, settled, type Timer } from '../store/support/world.ts';
import { Model, PAGES } from './model.ts';
import { Network, type NetworkSetting } from './network.ts';
import { Tab } from './tab.ts';

export interface Setting extends NetworkSetting {
  /** Whether nothing may be asked or kept until the reader agrees. */
  readonly isHeld: boolean;
  /** Whether counts are kept up to date. */
  readonly isWatching: boolean;
}

/** A reader's browser, what they do in it, and the story of it. */
export class Life {
  readonly story: string[] = [];
  readonly browser = new Browser();
  readonly network: Network;
  readonly tabs: Tab[] = [];
  readonly models: ReadonlyMap<PageKey, Model> = new Map(PAGES.map((page) => [page, new Model()]));
  isHeld: boolean;
  readonly #setting: Setting;
  /** How many page loads there were, and how many tabs. */
  #loads = 0;
  #opened = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.isHeld = setting.isHeld;
    this.network = new Network(this.browser, setting, (line) => this.tell(line));
    const { hasMine, hasCache, isHeld, isWatching } = setting;
    const facts = [
      ...(hasMine ? ['reads say what is chosen'] : []),
      ...(hasCache ? ['a CDN'] : []),
      ...(isHeld ? ['no consent yet'] : []),
      ...(isWatching ? ['counts are kept up to date'] : []),
    ];
    this.tell(`a browser (${facts.join(', ') || 'nothing special'})`);
    this.open();
  }

  tell(line: string): void {
    this.story.push(line);
  }

  model(page: PageKey): Model {
    return this.models.get(page)!;
  }

  /** Whether numbers are exact by themselves: no cache tells old ones. */
  get isExact(): boolean {
    return !this.#setting.hasCache;
  }

  /** A new tab. */
  open(): Tab {
    const name = `tab ${++this.#opened}`;
    this.tell(`${name} opens`);
    return this.load('navigate', name, this.tabs.length);
  }

  /** A page load. */
  load(navigation: NavigationType, name: string, place: number): Tab {
    this.#loads++;
    const world = this.browser.open(navigation);
    world.isConsentMissing = this.isHeld;
    world.chance = 1 - this.#loads / 1000; // of its own: the tabs of a browser know each other by it
    const tab = new Tab(name, world, this.network, this.#setting.isWatching);
    this.tabs.splice(place, 0, tab);
    return tab;
  }

  /** A tab is gone. What was done in it before the reader agreed was never kept. */
  gone(tab: Tab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    if (!this.isHeld) return;
    for (const model of this.models.values()) model.forget();
  }

  /** The reader agrees, in all tabs. */
  async consent(): Promise<void> {
    this.tell('the reader agrees');
    this.isHeld = false;
    for (const { world } of this.tabs) await world.consent();
  }

  /** A tab is seen again. */
  async wake(tab: Tab): Promise<void> {
    if (tab.isSeen) return;
    this.tell(`${tab.name} is ${tab.isFrozen ? 'restored' : 'shown again'}`);
    await (tab.isFrozen ? tab.restore() : tab.show());
  }

  /** Lets time pass for all that is not frozen, with all that falls due in it. */
  async pass(ms: number): Promise<void> {
    await settled();
    const end = this.browser.time + ms;
    for (let due = this.#due(end); due; due = this.#due(end)) {
      due.timers.delete(due.timer);
      this.browser.time = Math.max(this.browser.time, due.timer.due);
      due.timer.callback();
      await settled();
    }
    this.browser.time = end;
  }

  /** What falls due next, until `end`. */
  #due(end: number): { timer: Timer; timers: Set<Timer> } | undefined {
    let next: { timer: Timer; timers: Set<Timer> } | undefined;
    const awake = this.tabs.filter(({ isFrozen }) => !isFrozen).map(({ world }) => world);
    for (const { timers } of [this.network, ...awake]) {
      for (const timer of timers)
        if (timer.due <= end && !(next && next.timer.due <= timer.due)) next = { timer, timers };
    }
    return next;
  }
}
