import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { PageKey } from '../../src/contract/index.ts';
import { settled } from '../store/support/world.ts';
import { checkNow } from './checks.ts';
import type { Life } from './life.ts';
import { type Choice, PAGES } from './model.ts';
import { countsAfter } from './network.ts';
import type { Tab } from './tab.ts';

/** Most tabs at a time. */
const TABS = 3;

type Command = fc.AsyncCommand<Life, Life>;

/** A step of the story. The life is its own model: what may be done next depends on the tabs that are open. */
abstract class Step implements Command {
  abstract check(life: Life): boolean;
  abstract does(life: Life): Promise<void>;

  async run(life: Life): Promise<void> {
    await this.does(life);
    await settled();
    await checkNow(life);
  }
}

/** Something that happens in a tab, named by its place. */
abstract class TabStep extends Step {
  readonly place: number;

  constructor(place: number) {
    super();
    this.place = place;
  }

  check(life: Life): boolean {
    const tab = life.tabs[this.place];
    return tab !== undefined && this.may(tab, life);
  }

  async does(life: Life): Promise<void> {
    await this.happens(life.tabs[this.place]!, life);
  }

  may(tab: Tab, _life: Life): boolean {
    return tab.isSeen;
  }

  abstract happens(tab: Tab, life: Life): Promise<void> | void;
}

class Tap extends TabStep {
  readonly page: PageKey;
  readonly reaction: Choice;

  constructor(place: number, page: PageKey, reaction: Choice) {
    super(place);
    this.page = page;
    this.reaction = reaction;
  }

  happens(tab: Tab, life: Life): void {
    const { page, reaction } = this;
    const reader = tab.readers.get(page)!;
    const model = life.model(page);
    const choice = reader.mine === reaction ? '' : reaction;
    life.tell(`${tab.name} ${choice ? `chooses ${choice}` : `takes ${reaction} back`} on ${page}`);
    tab.store.react(page, choice ? [choice] : []);
    model.choices.push(choice);
    life.tell(`  shows ${tab.looks(page)}`);
    assert.equal(reader.mine, choice, 'at once');
    if (!reader.counts) return;
    const count = reader.counts.reactions?.[choice] ?? 0;
    if (choice) assert.ok(count >= 1, `${choice} is not counted at once`);
    if (choice && reader.isExact) assert.equal(count, countsAfter(page, choice, 0)[choice], 'the count at once');
  }
}

class Share extends TabStep {
  readonly page: PageKey;

  constructor(place: number, page: PageKey) {
    super(place);
    this.page = page;
  }

  happens(tab: Tab, life: Life): void {
    life.tell(`${tab.name} shares ${this.page}`);
    tab.store.share(this.page, 'copy');
    life.model(this.page).shares++;
    life.tell(`  shows ${tab.looks(this.page)}`);
  }
}

class View extends TabStep {
  readonly page: PageKey;

  constructor(place: number, page: PageKey) {
    super(place);
    this.page = page;
  }

  override may(tab: Tab): boolean {
    return !tab.isFrozen;
  }

  happens(tab: Tab, life: Life): void {
    const { views } = life.model(this.page);
    const isView = tab.world.came === 'navigate' && !views.has(tab);
    life.tell(`${tab.name} shows the counter of ${this.page}`);
    assert.equal(tab.store.view(this.page), isView, 'whether it makes a view');
    if (isView) views.add(tab);
  }
}

class Hide extends TabStep {
  happens(tab: Tab, life: Life): Promise<void> {
    life.tell(`${tab.name} is hidden`);
    return tab.hide();
  }
}

class Freeze extends TabStep {
  override may(tab: Tab): boolean {
    return !tab.isFrozen;
  }

  happens(tab: Tab, life: Life): Promise<void> {
    life.tell(`${tab.name} is frozen`);
    return tab.freeze();
  }
}

class Wake extends TabStep {
  override may(tab: Tab): boolean {
    return !tab.isSeen;
  }

  happens(tab: Tab, life: Life): Promise<void> {
    return life.wake(tab);
  }
}

class Reload extends TabStep {
  readonly how: 'left' | 'closed';

  constructor(place: number, how: 'left' | 'closed') {
    super(place);
    this.how = how;
  }

  happens(tab: Tab, life: Life): void {
    life.tell(`${tab.name} is reloaded (${this.how})`);
    tab.leave(this.how);
    life.gone(tab);
    life.load('reload', tab.name, this.place);
  }
}

class Close extends TabStep {
  override may(): boolean {
    return true;
  }

  happens(tab: Tab, life: Life): void {
    life.tell(`${tab.name} is closed`);
    if (!tab.isFrozen) tab.leave('left');
    else tab.world.crash();
    life.gone(tab);
  }
}

class Crash extends TabStep {
  override may(): boolean {
    return true;
  }

  happens(tab: Tab, life: Life): void {
    life.tell(`${tab.name} crashes`);
    tab.world.crash();
    life.gone(tab);
  }
}

class CrashBrowser extends Step {
  check(life: Life): boolean {
    return life.tabs.length > 0;
  }

  async does(life: Life): Promise<void> {
    life.tell('the browser crashes');
    for (const tab of [...life.tabs]) tab.world.crash();
    for (const tab of [...life.tabs]) life.gone(tab);
  }
}

class Open extends Step {
  check(life: Life): boolean {
    // Before the reader agrees nothing is kept, and tabs know nothing of each other.
    return life.tabs.length < (life.isHeld ? 1 : TABS);
  }

  async does(life: Life): Promise<void> {
    life.open();
  }
}

class Consent extends Step {
  check(life: Life): boolean {
    return life.isHeld && life.tabs.every(({ isFrozen }) => !isFrozen);
  }

  does(life: Life): Promise<void> {
    return life.consent();
  }
}

class NetworkFails extends Step {
  check(life: Life): boolean {
    return !life.network.isDown;
  }

  async does(life: Life): Promise<void> {
    life.tell('the network fails');
    life.network.isDown = true;
  }
}

class NetworkReturns extends Step {
  check(life: Life): boolean {
    return life.network.isDown;
  }

  async does(life: Life): Promise<void> {
    life.tell('the network is back');
    life.network.isDown = false;
    for (const tab of life.tabs) if (!tab.isFrozen) await tab.world.online();
  }
}

class Pass extends Step {
  readonly ms: number;

  constructor(ms: number) {
    super();
    this.ms = ms;
  }

  check(): boolean {
    return true;
  }

  does(life: Life): Promise<void> {
    life.tell(`${this.ms} ms pass`);
    return life.pass(this.ms);
  }
}

const place = fc.nat(TABS - 1);
const page = fc.constantFrom(...PAGES);
const tap = fc.tuple(place, page, fc.constantFrom<Choice>('love', 'wow', 'angry')).map((args) => new Tap(...args));
const share = fc.tuple(place, page).map((args) => new Share(...args));
const pass = fc.constantFrom(10, 400, 1000, 5000, 12_000, 60_000).map((ms) => new Pass(ms));

/** Any steps; what is there more than once happens more often. */
export const steps: fc.Arbitrary<Command>[] = [
  ...[tap, tap, tap, tap, share, share, pass, pass, pass, pass],
  fc.tuple(place, page).map((args) => new View(...args)),
  place.map((at) => new Hide(at)),
  place.map((at) => new Freeze(at)),
  place.map((at) => new Wake(at)),
  place.map((at) => new Wake(at)),
  fc.tuple(place, fc.constantFrom('left', 'closed')).map((args) => new Reload(...args)),
  place.map((at) => new Close(at)),
  place.map((at) => new Crash(at)),
  fc.constant(new CrashBrowser()),
  fc.constant(new Open()),
  fc.constant(new Open()),
  fc.constant(new Consent()),
  fc.constant(new NetworkFails()),
  fc.constant(new NetworkReturns()),
];
