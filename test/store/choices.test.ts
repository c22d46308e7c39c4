import { expect } from '@open-wc/testing';
import { memoryStorage } from '../../src/contract/index.ts';
import { begin, look, watch } from './support/story.ts';
import { Browser, settled } from './support/world.ts';

describe('store: choices', () => {
  async function choose(browser: Browser, page: string, reactions: string[], mine?: string[]): Promise<void> {
    const { backend, store } = begin({ world: browser.open() });
    store.react(page, reactions);
    await settled();
    await backend.lastRecord.answer({ [page]: { version: 1, ...(mine && { mine }) } });
    store.close();
  }
  const pressed = (browser: Browser, page: string) => look(begin({ world: browser.open() }).store.getState(page));

  it('are pressed after a reload, until they are taken back', async () => {
    const browser = new Browser();
    await choose(browser, 'a', ['love', 'wow']);
    expect(pressed(browser, 'a')).to.equal('loading mine=love+wow');
    await choose(browser, 'a', []);
    expect(pressed(browser, 'a')).to.equal('loading');
    const kept = ['gaung:clock', 'gaung:choice:fake:a'];
    expect([...browser.kept.keys()], 'that it was taken back').to.have.members(kept);
  });

  it('are what the backend says, where it says', async () => {
    const browser = new Browser();
    await choose(browser, 'a', ['love'], ['wow']);
    expect(pressed(browser, 'a')).to.equal('loading mine=wow');
    await choose(browser, 'a', ['love'], []);
    expect(pressed(browser, 'a')).to.equal('loading');
  });

  it('are not written again by every answer that repeats them', async () => {
    const browser = new Browser();
    await choose(browser, 'a', ['love']);
    const before = [...browser.kept];
    browser.time += 1000;
    const { backend, store, sees } = begin({ world: browser.open('reload') });
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, mine: ['love'] } });
    expect(sees()).to.equal('ready mine=love');
    expect([...browser.kept]).to.deep.equal(before);
  });

  it('are kept for the 500 newest pages', async () => {
    const browser = new Browser();
    for (let i = 0; i < 502; i++) {
      browser.time += 1000;
      await choose(browser, `page-${i}`, ['love']);
    }
    const keys = [...browser.kept.keys()].filter((key) => key.startsWith('gaung:choice:'));
    expect(keys).to.have.length(500);
    expect(['page-0', 'page-1', 'page-2'].map((page) => pressed(browser, page))).to.deep.equal([
      'loading',
      'loading',
      'loading mine=love',
    ]);
  });

  it('of another version are not read and not thrown away to make room', async () => {
    const kept = new Map([['gaung:choice:fake:newer', JSON.stringify({ v: 2, reactions: ['love'], at: 0 })]]);
    for (let i = 0; i < 500; i++) {
      kept.set(`gaung:choice:fake:page-${i}`, JSON.stringify({ v: 1, reactions: ['love'], at: i + 1 }));
    }
    const browser = new Browser();
    browser.storage = memoryStorage(kept);
    await choose(browser, 'a', ['wow']);
    expect(pressed(browser, 'newer')).to.equal('loading');
    expect(kept.has('gaung:choice:fake:newer')).to.be.true;
    expect(pressed(browser, 'a')).to.equal('loading mine=wow');
  });

  for (const text of ['{', 'null', '{"v":1}', '{"v":1,"reactions":"love"}', '{"v":1,"reactions":[1,"<b>"],"at":1}']) {
    it(`that are none are as if nothing was chosen: ${text}`, () => {
      const browser = new Browser();
      browser.kept.set('gaung:choice:fake:a', text);
      expect(pressed(browser, 'a')).to.equal('loading');
    });
  }
});
