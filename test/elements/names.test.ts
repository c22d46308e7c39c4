import { expect } from '@open-wc/testing';
import type { GaungElement } from '../../src/elements/base/gaung-element.ts';
import { GaungProvider } from '../../src/elements/gaung-provider/gaung-provider.ts';
import { ReactionBar } from '../../src/elements/reaction-bar/reaction-bar.ts';
import { ViewCounter } from '../../src/elements/view-counter/view-counter.ts';
import { becomes, findAll, freshPage, spy, textOf } from './setup.ts';

/** Puts an element of that name into the page, whose numbers are a backend's. */
function show(tag: string): GaungElement {
  const element = document.createElement(tag) as GaungElement;
  Object.assign(element, { page: 'p', backend: spy(), readonly: true, lang: 'en' });
  document.body.append(element);
  return element;
}

describe('a class that is registered', () => {
  beforeEach(freshPage);

  it('takes further names, behind its own', async () => {
    ReactionBar.define('app-bar');
    ReactionBar.define('app-bar');
    for (const tag of ['app-bar', 'reaction-bar']) {
      const bar = show(tag);
      expect(bar).to.be.instanceOf(ReactionBar);
      await becomes(() => findAll(bar, '.option').length, 5);
      bar.remove();
    }
    expect(customElements.get('reaction-bar')).to.equal(ReactionBar);
    GaungProvider.define('app-provider');
    expect(document.createElement('app-provider')).to.be.instanceOf(GaungProvider);
  });

  it('takes its own behind another', async () => {
    class OwnCounter extends ViewCounter {
      static override define(tag = 'own-counter', registry?: CustomElementRegistry): void {
        super.define(tag, registry);
      }
    }
    OwnCounter.define('app-counter');
    OwnCounter.define();
    for (const tag of ['app-counter', 'own-counter']) {
      const counter = show(tag);
      expect(counter).to.be.instanceOf(OwnCounter);
      await becomes(() => textOf(counter), 'Read 0 times');
      counter.remove();
    }
  });

  it('refuses what is no name', () => {
    expect(() => ReactionBar.define('bar'))
      .to.throw(DOMException)
      .with.property('name', 'SyntaxError');
  });
});
