import { expect } from '@open-wc/testing';
import { memory } from '../../src/adapters/memory.ts';
import { type BackendAdapter, memoryStorage, toPageKey } from '../../src/contract/index.ts';
import { look, storeOf, watch } from './support/story.ts';
import { Browser, type NavigationType, settled } from './support/world.ts';

/** A backend, as the browsers of several readers see it. All go by one clock. */
function newsroom(now: () => number) {
  const storage = memoryStorage();
  return (visitor: string) => memory({ storage, visitor, now });
}

/** A generator of numbers from 0 up to 1 that are the same in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A backend behind a network that loses requests and answers. */
function faulty(adapter: BackendAdapter, random: () => number): BackendAdapter {
  const lose = () => {
    if (random() < 0.3) throw new Error('lost');
  };
  return {
    ...adapter,
    async read(...args) {
      lose();
      return adapter.read(...args);
    },
    async record(...args) {
      lose(); // on the way there
      const result = await adapter.record(...args);
      lose(); // on the way back: applied, and nobody knows
      return result;
    },
  };
}

describe('store: with the memory backend', () => {
  it('tells the story of an article', async () => {
    const browser = new Browser();
    const adapterOf = newsroom(() => browser.time);
    const visit = (navigation?: NavigationType) => {
      const store = storeOf(adapterOf('ana'), browser.open(navigation));
      return { store, reader: watch(store, 'article-1') };
    };

    const first = visit();
    first.store.view('article-1');
    await settled();
    expect(first.reader.news()).to.deep.equal(['ready views=1']);
    first.store.react('article-1', ['love']);
    await settled();
    expect(first.reader.news()).to.deep.equal(['ready views=1 love=1 mine=love', 'ready views=1 love=1 mine=love']);

    const reloaded = visit('reload');
    reloaded.store.view('article-1');
    await settled();
    expect(reloaded.reader.news(), 'still pressed, no new view').to.deep.equal(['ready views=1 love=1 mine=love']);
    reloaded.store.react('article-1', ['wow']);
    await settled();
    expect(reloaded.reader.news().at(-1)).to.equal('ready views=1 wow=1 mine=wow');
    reloaded.store.react('article-1', []);
    await settled();
    expect(reloaded.reader.news().at(-1)).to.equal('ready views=1');

    reloaded.store.share('article-1', 'copy');
    const other = storeOf(adapterOf('ben'), new Browser().open());
    const ben = watch(other, 'article-1');
    other.view('article-1');
    other.react('article-1', ['sad']);
    await settled();
    expect(ben.news().at(-1)).to.equal('ready views=2 share:copy=1 sad=1 mine=sad');
  });

  it('ends 200 stories of taps over a faulty network in what was chosen last', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = chance(seed);
      const browser = new Browser();
      const adapterOf = newsroom(() => browser.time);
      const pages = ['a', 'b'].map((page) => toPageKey(page));
      const chosen = new Map<string, string>();
      const told: string[] = [];
      let shares = 0;
      let world = browser.open();
      let store = storeOf(faulty(adapterOf('ana'), random), world);
      for (let step = 0; step < 25; step++) {
        const page = pages[Math.floor(random() * 2)]!;
        const dice = random();
        if (dice < 0.5) {
          const reaction = ['love', 'sad', 'wow', ''][Math.floor(random() * 4)]!;
          store.react(page, reaction ? [reaction] : []);
          chosen.set(page, reaction);
          told.push(`${page} ${reaction || 'takes back'}`);
        } else if (dice < 0.6) {
          store.share(page, 'copy');
          shares++;
          told.push(`${page} share`);
        } else if (dice < 0.9) {
          await world.pass(Math.floor(random() * 3000));
          told.push('time passes');
        } else {
          if (random() < 0.5) store.close();
          else world.crash();
          world = browser.open('reload');
          store = storeOf(faulty(adapterOf('ana'), random), world);
          for (const one of pages) store.subscribe(one, () => {});
          told.push('reload');
        }
        for (const one of pages) {
          const { mine, counts } = store.getState(one);
          expect(mine.join(), `seed ${seed}: ${told.join(', ')}`).to.equal(chosen.get(one) ?? '');
          if (!counts) continue;
          const shown = Object.entries(counts.reactions!).filter(([, count]) => count !== 0);
          expect(shown, `seed ${seed}: ${told.join(', ')}`).to.deep.equal(
            chosen.get(one) ? [[chosen.get(one), 1]] : [],
          );
        }
      }
      await world.pass(3_600_000);
      const truth = await adapterOf('ana').read(pages);
      const counted = pages.map((page) => [page, Object.keys(truth.get(page)!.reactions ?? {}).join()]);
      const wanted = pages.map((page) => [page, chosen.get(page) ?? '']);
      expect(counted, `seed ${seed}: ${told.join(', ')}`).to.deep.equal(wanted);
      const sharesCounted = pages.reduce((sum, page) => sum + (truth.get(page)!.shares?.copy ?? 0), 0);
      expect(sharesCounted, `seed ${seed}: ${told.join(', ')}`).to.equal(shares);
      expect(browser.outbox, `seed ${seed}: ${told.join(', ')}`).to.be.empty;
      expect(pages.map((page) => look(store.getState(page))).join()).to.not.include('waiting');
    }
  });
});
