import { expect } from '@open-wc/testing';
import { navigationType } from '../../src/environment/navigation.ts';

/** What is told here is heard without any element on the page. */
describe('the type of the latest navigation', () => {
  const { href } = location;

  async function travel(steps: number): Promise<void> {
    const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.go(steps);
    await gone;
  }

  before(() => void navigationType());
  after(() => history.replaceState(null, '', href));

  it('is that of the document until there is one within it', () => {
    expect(navigationType()).to.equal('navigate');
  });

  it('is back_forward for the way back, and stays so while the router tidies the address up', async () => {
    history.pushState(null, '', '/a?utm_source=x');
    history.pushState(null, '', '/b');
    expect(navigationType()).to.equal('navigate');
    await travel(-1);
    expect(navigationType()).to.equal('back_forward');
    history.replaceState(null, '', '/a');
    history.replaceState(null, '', '/a?tab=2#part');
    expect(navigationType()).to.equal('back_forward');
    await travel(1);
    expect(navigationType()).to.equal('back_forward');
  });

  it('is navigate for another path, pushed or replaced', async () => {
    await travel(-1);
    history.replaceState(null, '', '/c');
    expect(navigationType()).to.equal('navigate');
    history.pushState(null, '', '/d');
    expect(navigationType()).to.equal('navigate');
  });
});

describe('the type of a document', () => {
  const { href } = location;
  const { getEntriesByType } = performance;
  let turn = 0;

  afterEach(() => {
    performance.getEntriesByType = getEntriesByType;
    Reflect.deleteProperty(document, 'wasDiscarded');
    history.replaceState(null, '', href);
  });

  /** The module as it is when it is first asked, in a document that was loaded like this. */
  async function loaded(type: string, path: string): Promise<typeof navigationType> {
    performance.getEntriesByType = () => [{ type, name: new URL(path, href).href } as never];
    const copy = `../../src/environment/navigation.ts?${turn++}`;
    return ((await import(copy)) as { navigationType: typeof navigationType }).navigationType;
  }

  for (const type of ['navigate', 'reload', 'back_forward'] as const) {
    it(`is ${type} by the browser's own word`, async () => {
      history.replaceState(null, '', '/a');
      expect((await loaded(type, '/a'))()).to.equal(type);
    });
  }

  it('is navigate where the browser says that it was prerendered, or nothing', async () => {
    history.replaceState(null, '', '/a');
    expect((await loaded('prerender', '/a'))()).to.equal('navigate');
    performance.getEntriesByType = () => [];
    const copy = `../../src/environment/navigation.ts?${turn++}`;
    expect(((await import(copy)) as { navigationType: typeof navigationType }).navigationType()).to.equal('navigate');
  });

  it('is reload for a tab that the browser had discarded', async () => {
    history.replaceState(null, '', '/a');
    Object.defineProperty(document, 'wasDiscarded', { value: true, configurable: true });
    expect((await loaded('navigate', '/a'))()).to.equal('reload');
  });

  it('is left behind by a navigation before anybody asked, and not by an address that was tidied up', async () => {
    history.replaceState(null, '', '/a');
    expect((await loaded('reload', '/a?utm_source=x'))()).to.equal('reload');
    expect((await loaded('reload', '/b'))()).to.equal('navigate');
  });
});
