import { expect, fixture, html } from '@open-wc/testing';
import { configure } from '../../src/index.ts';
import { becomes, find, freshPage, spy } from './setup.ts';

/** Runs `body` and gives what was explained meanwhile: the text of each step, without what goes along. */
async function explained(body: () => unknown): Promise<string[]> {
  const said: string[] = [];
  const { debug } = console;
  console.debug = (text: unknown) => void said.push(String(text));
  try {
    await body();
  } finally {
    console.debug = debug;
  }
  return said.filter((text) => text.startsWith('[gaung]'));
}

describe('debug', () => {
  beforeEach(freshPage);
  afterEach(() => configure({ debug: false }));

  const tap = async (backend: ReturnType<typeof spy>) => {
    const bar = await fixture(html`<reaction-bar lang="en" page="news" .backend=${backend}></reaction-bar>`);
    await becomes(() => backend.reads.length, 1);
    await becomes(() => find(bar, '.count').textContent, '0');
    find(bar, '[data-reaction="love"]').click();
    await becomes(() => find(bar, '[data-reaction="love"]').getAttribute('aria-pressed'), 'true');
    await becomes(() => backend.recorded.length, 1);
    await becomes(() => find(bar, '.count[data-of="love"]').textContent, '1');
    bar.remove();
  };

  it('explains each step of a tap, in order', async () => {
    configure({ debug: true });
    const backend = spy();
    const said = await explained(async () => {
      await tap(backend);
      await becomes(() => backend.recorded.length, 1);
      await new Promise(requestAnimationFrame);
    });
    expect(said).to.deep.equal([
      `[gaung] [page] opens ${backend.id}; keeps choices in this browser`,
      '[gaung] [store] reads pages: 1',
      '[gaung] [store] read pages: 1 of 1',
      '[gaung] [store] did reaction [love] on news',
      `[gaung] [store] asks for the turn gaung:send:${backend.id}`,
      '[gaung] [store] has the turn',
      '[gaung] [store] kept',
      '[gaung] [store] sends interactions: 1',
      '[gaung] [store] answered: 1 applied, 0 refused',
    ]);
  });

  it('says what fails, and when it is tried again', async () => {
    configure({ debug: true });
    const backend = spy({ read: () => Promise.reject(new Error('no network')) });
    const said = await explained(async () => {
      const element = await fixture(html`<view-counter readonly page="news" .backend=${backend}></view-counter>`);
      await becomes(() => backend.reads.length, 1);
      await new Promise(requestAnimationFrame);
      element.remove();
    });
    expect(said[2]).to.equal('[gaung] [store] reading failed: no network');
    expect(said[3]).to.match(/^\[gaung\] \[store\] tries again in \d+ ms$/);
  });

  it('says nothing unless it is wanted, and no more once it is not', async () => {
    expect(await explained(() => tap(spy()))).to.deep.equal([]);
    configure({ debug: true });
    configure({ debug: false });
    expect(await explained(() => tap(spy()))).to.deep.equal([]);
  });
});
