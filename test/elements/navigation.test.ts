import { expect, fixture, html } from '@open-wc/testing';
import type { ReactionBar, ViewCounter } from '../../src/index.ts';
import { counter, describeNavigation, goBack, key, link, settled, slow } from './navigation-setup.ts';
import { becomes, find, findAll, type SpyAdapter, spy, textOf, warnings } from './setup.ts';

describeNavigation('navigation within the document', (waits, isApi) => {
  it('pushState shows the new page, nothing of the old one meanwhile, and back the old one again', async () => {
    const backend = slow();
    const element = await counter(backend);
    backend.answer(key('/a'), 1);
    await becomes(() => textOf(element), 'Read 1 time');
    const { width } = element.getBoundingClientRect();
    history.pushState(null, '', '/b');
    await becomes(() => textOf(element), '');
    expect(element.getBoundingClientRect().width, 'the room is kept').to.equal(width);
    expect(backend.reads).to.deep.equal([[key('/a')], [key('/b')]]);
    backend.answer(key('/b'), 2);
    await becomes(() => textOf(element), 'Read 2 times');
    await goBack();
    await becomes(() => textOf(element), 'Read 1 time');
    backend.answer(key('/a'), 3);
    await becomes(() => textOf(element), 'Read 3 times');
  });

  it('replaceState too', async () => {
    const backend = slow();
    const element = await counter(backend);
    history.replaceState(null, '', '/b');
    await becomes(() => backend.reads, [[key('/a')], [key('/b')]]);
    backend.answer(key('/b'), 2);
    await becomes(() => textOf(element), 'Read 2 times');
  });

  it('an answer for the page before changes nothing, in whichever order they arrive', async () => {
    const backend = slow();
    const element = await counter(backend);
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" .backend=${backend}></reaction-bar>`);
    history.pushState(null, '', '/b');
    await becomes(() => backend.reads.length, 2);
    backend.answer(key('/b'), 2);
    await becomes(() => [textOf(element), textOf(bar, '.count')], ['Read 2 times', '2']);
    backend.answer(key('/a'), 1);
    await settled();
    expect([textOf(element), textOf(bar, '.count')]).to.deep.equal(['Read 2 times', '2']);
  });

  it('the query makes another page where there is no canonical link; the fragment makes none', async () => {
    const backend = slow();
    await counter(backend);
    history.pushState(null, '', '/a#part');
    await settled();
    expect(backend.reads).to.deep.equal([[key('/a')]]);
    history.pushState(null, '', '/a?id=2');
    await becomes(() => backend.reads, [[key('/a')], [key('/a?id=2')]]);
  });

  it('query and fragment make no other page where a canonical link says what it is', async () => {
    link('/a');
    const backend = slow();
    await counter(backend);
    history.pushState(null, '', '/a?id=2');
    history.pushState(null, '', '/a?id=2#part');
    await settled();
    expect(backend.reads).to.deep.equal([[key('/a')]]);
    expect(waits.count).to.equal(0);
  });

  it('the page is left when the canonical link follows the address, and not before', async () => {
    const canonical = link('/story/a');
    const backend = slow();
    const element = await counter(backend);
    backend.answer(key('/story/a'), 1);
    await becomes(() => textOf(element), 'Read 1 time');
    history.pushState(null, '', '/b');
    await settled();
    expect([textOf(element), waits.count]).to.deep.equal(['Read 1 time', 1]);
    canonical.href = '/story/b';
    await becomes(() => backend.reads, [[key('/story/a')], [key('/story/b')]]);
    expect([textOf(element), waits.count]).to.deep.equal(['', 0]);
    await goBack();
    await settled();
    expect(backend.reads.length).to.equal(2);
    canonical.href = '/story/a';
    await becomes(() => backend.reads.at(-1), [key('/story/a')]);
    expect(waits.count).to.equal(0);
  });

  it('a canonical link that names the present path needs no wait', async () => {
    const canonical = link('/a');
    const backend = slow();
    await counter(backend);
    canonical.href = '/b'; // A router that changes the head first.
    await settled();
    history.pushState(null, '', '/b/');
    await settled();
    expect(waits.count).to.equal(0);
    expect(backend.reads).to.deep.equal([[key('/a')], [key('/b')]]);
  });

  it('a canonical link that the app leaves standing is passed over, and holds again where it was right', async () => {
    link('/story/a');
    const backend = spy();
    await counter(backend);
    history.pushState(null, '', '/b');
    await settled();
    expect(backend.reads, 'it may still follow').to.deep.equal([[key('/story/a')]]);
    waits.end();
    await becomes(() => backend.reads.at(-1), [key('/b')]);
    history.pushState(null, '', '/b?id=2');
    await becomes(() => backend.reads.at(-1), [key('/b?id=2')]);
    expect(waits.count, 'the wait was in vain, and is not begun again').to.equal(0);
    history.pushState(null, '', '/c');
    await settled();
    expect(waits.count).to.equal(1);
    waits.end();
    await becomes(() => backend.reads.at(-1), [key('/c')]);
    history.pushState(null, '', '/a');
    await becomes(() => backend.reads.at(-1), [key('/story/a')]);
    expect(waits.count).to.equal(0);
  });

  it('a wait is given up where the reader comes back before it is over', async () => {
    link('/story/a');
    const backend = slow();
    await counter(backend);
    history.pushState(null, '', '/b');
    await settled();
    history.replaceState(null, '', '/a');
    await settled();
    expect(waits.count).to.equal(0);
    expect(backend.reads).to.deep.equal([[key('/story/a')]]);
  });

  it('an element that comes while the page is leaving belongs to the next one', async () => {
    const canonical = link('/story/a');
    const backend = slow();
    await counter(backend);
    history.pushState(null, '', '/b');
    const late = await counter(backend);
    await settled();
    expect(backend.reads).to.deep.equal([[key('/story/a')]]);
    canonical.href = '/story/b';
    await becomes(() => backend.reads.at(-1), [key('/story/b')]);
    backend.answer(key('/story/b'), 2);
    await becomes(() => textOf(late), 'Read 2 times');
  });

  it('follows a canonical link that is added and removed', async () => {
    const backend = spy();
    await counter(backend);
    const canonical = link('/story/a');
    await becomes(() => backend.reads.at(-1), [key('/story/a')]);
    canonical.remove();
    await becomes(() => backend.reads.at(-1), [key('/a')]);
  });

  it('passes over a canonical link that leads nowhere on the web', async () => {
    const backend = spy();
    const canonical = link('http://[');
    await counter(backend);
    canonical.href = 'app://news/a';
    await settled();
    history.pushState(null, '', '/b');
    await becomes(() => backend.reads, [[key('/a')], [key('/b')]]);
  });

  it('follows a head that is taken away, and one that comes', async () => {
    const backend = spy();
    link('/story/a');
    await counter(backend);
    const { head } = document;
    head.remove();
    try {
      await becomes(() => backend.reads.at(-1), [key('/a')]);
    } finally {
      document.documentElement.prepend(head);
    }
    await becomes(() => backend.reads.at(-1), [key('/story/a')]);
  });

  it('follows a head that takes the place of another', async () => {
    const backend = spy();
    await counter(backend);
    const old = document.head;
    const head = document.createElement('head');
    old.replaceWith(head);
    try {
      link('/story/a');
      await becomes(() => backend.reads.at(-1), [key('/story/a')]);
      head.querySelector('link')!.href = '/story/b';
      await becomes(() => backend.reads.at(-1), [key('/story/b')]);
    } finally {
      head.replaceWith(old);
    }
    await becomes(() => backend.reads.at(-1), [key('/a')]);
  });

  it('leaves an element with a page of its own alone, and follows a relative one', async () => {
    const backend = slow();
    await counter(backend, 'article-1');
    await counter(backend, 'https://news.example/x');
    await counter(backend, '?id=1');
    await becomes(() => backend.reads.flat(), ['article-1', 'news.example/x', key('/a?id=1')]);
    history.pushState(null, '', '/b');
    await becomes(() => backend.reads.slice(3), [[key('/b?id=1')]]);
  });

  it('counts a tap for the page that is shown', async () => {
    const backend = spy();
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" .backend=${backend}></reaction-bar>`);
    await becomes(() => textOf(bar, '.count'), '0');
    history.pushState(null, '', '/b');
    await becomes(() => backend.reads.length, 2);
    find(bar, 'button').click();
    await becomes(() => backend.recorded.map(({ page }) => page), [key('/b')]);
    await goBack();
    await becomes(() => findAll(bar, '[aria-pressed=true]').length, 0);
  });

  it('takes back what the bar said of the page before', async () => {
    const refuse: SpyAdapter['record'] = async (interactions) => ({
      counts: new Map(),
      refused: new Map(interactions.map(({ id }) => [id, { code: 'page-not-allowed' } as never])),
    });
    const backend = spy({ record: refuse });
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" .backend=${backend}></reaction-bar>`);
    await becomes(() => textOf(bar, '.count'), '0');
    find(bar, 'button').click();
    await warnings(() => becomes(() => textOf(bar, '.notice') === '', false));
    history.pushState(null, '', '/b');
    await becomes(() => textOf(bar, '.notice'), '');
  });

  it('counts one view of each page, and none on the way back', async () => {
    const backend = spy();
    await fixture<ViewCounter>(html`<view-counter lang="en" .backend=${backend}></view-counter>`);
    await becomes(() => backend.recorded.length, 1);
    history.pushState(null, '', '/b');
    await becomes(() => backend.recorded.length, 2);
    await goBack();
    await becomes(() => backend.reads.at(-1), [key('/a')]);
    expect(backend.recorded.map(({ type, page }) => `${type} ${page}`)).to.deep.equal([
      `view ${key('/a')}`,
      `view ${key('/b')}`,
    ]);
  });

  if (isApi) {
    it('navigation.navigate() that the page answers itself', async () => {
      const backend = spy();
      await counter(backend);
      window.navigation.addEventListener('navigate', (event) => event.intercept(), { once: true });
      await window.navigation.navigate('/b').finished;
      await becomes(() => backend.reads.at(-1), [key('/b')]);
    });
  }
});
