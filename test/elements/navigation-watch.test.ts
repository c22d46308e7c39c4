import { expect, fixtureCleanup } from '@open-wc/testing';
import {
  counter,
  describeNavigation,
  key,
  link,
  restoreDocument,
  settled,
  withoutNavigationApi,
} from './navigation-setup.ts';
import { becomes, freshPage, spy } from './setup.ts';

describeNavigation('the watch of navigation', (waits, isApi) => {
  it('leaves no listener, observer, wrapper or timer behind with the last element', async () => {
    await settled(); // The elements of the test before are gone with the next microtask only.
    const ofStore = new Set(['online', 'pageshow', 'pagehide']); // It lives as long as the page.
    const open = new Set<string>();
    const targets: EventTarget[] = [window, ...(window.navigation ? [window.navigation] : [])];
    const ids = new Map<unknown, number>();
    const id = (type: string, listener: unknown) => {
      ids.set(listener, ids.get(listener) ?? ids.size);
      return `${type} ${ids.get(listener)}`;
    };
    for (const target of targets) {
      const { addEventListener: add, removeEventListener: remove } = target;
      target.addEventListener = function (type: string, listener: never, options?: never) {
        if (!ofStore.has(type)) open.add(id(type, listener));
        return add.call(this, type, listener, options);
      };
      target.removeEventListener = function (type: string, listener: never, options?: never) {
        open.delete(id(type, listener));
        return remove.call(this, type, listener, options);
      };
    }
    const observing = new Set<MutationObserver>();
    const { observe, disconnect } = MutationObserver.prototype;
    MutationObserver.prototype.observe = function (...args) {
      observing.add(this);
      return observe.apply(this, args);
    };
    MutationObserver.prototype.disconnect = function () {
      observing.delete(this);
      return disconnect.call(this);
    };
    const { pushState, replaceState } = history;
    try {
      link('/story/a');
      const backend = spy();
      await counter(backend);
      await counter(backend);
      await settled();
      expect(open.size).to.be.greaterThan(0);
      expect(observing.size).to.equal(2);
      expect(history.pushState === pushState).to.equal(isApi);
      history.pushState(null, '', '/b');
      await settled();
      expect(waits.count).to.equal(1);
      fixtureCleanup();
      await settled();
      expect([...open]).to.deep.equal([]);
      expect(observing.size).to.equal(0);
      expect(waits.count).to.equal(0);
      expect(history.pushState).to.equal(pushState);
      expect(history.replaceState).to.equal(replaceState);
      expect(Object.hasOwn(history, 'pushState')).to.be.false;
    } finally {
      Object.assign(MutationObserver.prototype, { observe, disconnect });
      for (const target of targets) {
        Reflect.deleteProperty(target, 'addEventListener');
        Reflect.deleteProperty(target, 'removeEventListener');
      }
    }
  });
});

describe('a wrapped history', () => {
  const { pushState } = history;
  // As a browser without the API has it, on a page with an element of that id.
  withoutNavigationApi(document.createElement('nav'));
  beforeEach(freshPage);
  restoreDocument();
  afterEach(() => {
    Reflect.deleteProperty(history, 'pushState');
    Reflect.deleteProperty(history, 'replaceState');
  });

  it('keeps `this`, arguments, what is returned and what is thrown', async () => {
    const seen: unknown[] = [];
    history.pushState = function (...args) {
      seen.push(this, ...args);
      pushState.apply(this, args);
      return 'returned' as never;
    };
    await counter(spy());
    const wrapper: (data: unknown, unused: string, url: string) => unknown = history.pushState;
    expect(wrapper.call(history, { n: 1 }, '', '/b')).to.equal('returned');
    expect(seen).to.deep.equal([history, { n: 1 }, '', '/b']);
    expect(() => history.pushState(null, '', 'https://other.example/')).to.throw(DOMException);
  });

  it('is wrapped once, also where somebody wraps the wrapper and elements come and go', async () => {
    const backend = spy();
    await counter(backend);
    const ours = history.pushState;
    let calls = 0;
    const theirs: History['pushState'] = function (this: History, ...args) {
      calls++;
      ours.apply(this, args);
    };
    history.pushState = theirs;
    for (let times = 0; times < 3; times++) {
      fixtureCleanup();
      await settled();
      expect(history.pushState, 'what others put there is theirs').to.equal(theirs);
      await counter(backend);
      expect(history.pushState).to.equal(theirs);
    }
    history.pushState(null, '', '/b');
    await becomes(() => backend.reads.at(-1), [key('/b')]);
    expect(calls).to.equal(1);
    history.pushState = ours; // They take theirs off again.
    fixtureCleanup();
    await settled();
    await counter(backend);
    expect(history.pushState).to.equal(ours);
    history.pushState(null, '', '/c');
    await becomes(() => backend.reads.at(-1), [key('/c')]);
  });
});
