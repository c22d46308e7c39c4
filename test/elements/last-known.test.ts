/** Elements that come back to numbers which cannot be read again. */
import { expect, fixture, html } from '@open-wc/testing';
import type { ReactionBar, ViewCounter } from '../../src/index.ts';
import { becomes, find, freshPage, type SpyAdapter, spy, textOf } from './setup.ts';

/** A backend that is there, and then is not. */
function leaving(): SpyAdapter & { leave(): void } {
  const there = spy();
  let isAway = false;
  const backend = spy({
    async read(pages, options) {
      if (isAway) throw new Error('The connection was lost.');
      return there.read(pages, options);
    },
  });
  return {
    ...backend,
    leave() {
      isAway = true;
    },
  };
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Removes an element that knows its counts and adds it again, so that it reads anew. */
async function comeBack(element: Element): Promise<void> {
  const parent = element.parentElement!;
  await frame();
  element.remove();
  await frame();
  parent.append(element);
}

describe('the last known numbers', () => {
  beforeEach(freshPage);

  it('stay, and a counter says so to those who look closer and those who listen', async () => {
    const backend = leaving();
    const element = await fixture<ViewCounter>(
      html`<view-counter readonly lang="en" page="p" .backend=${backend}></view-counter>`,
    );
    await becomes(() => textOf(element), 'Read 0 times');
    expect([element.matches(':state(stale)'), find(element, 'span').title]).to.deep.equal([false, '']);
    backend.leave();
    await comeBack(element);
    await becomes(() => textOf(element), 'Read 0 times (last known number)');
    expect([element.matches(':state(stale)'), find(element, 'span').title]).to.deep.equal([true, 'last known number']);
    expect(find(element, 'span span').getBoundingClientRect().width < 2, 'it takes no room').to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('stay, and a bar says so below them', async () => {
    const backend = leaving();
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" page="p" .backend=${backend}></reaction-bar>`,
    );
    await becomes(() => textOf(element, '.count'), '0');
    backend.leave();
    await comeBack(element);
    await becomes(() => textOf(element, '.notice'), 'Not connected. These are the last known numbers.');
    expect([element.matches(':state(stale)'), textOf(element, '.count')]).to.deep.equal([true, '0']);
    await expect(element).to.be.accessible();
  });

  it('are not spoken of by a bar that keeps them from who has not chosen', async () => {
    const backend = leaving();
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" page="p" hide-counts-until="voted" .backend=${backend}></reaction-bar>`,
    );
    await becomes(() => backend.reads.length, 1);
    const notice = 'Choose one to see the counts.';
    await becomes(() => textOf(element, '.notice'), notice);
    backend.leave();
    await comeBack(element);
    await becomes(() => element.matches(':state(stale)'), true);
    await element.updateComplete;
    expect(textOf(element, '.notice')).to.equal(notice);
  });
});
