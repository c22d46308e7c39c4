import { expect, fixture, html } from '@open-wc/testing';
import { configure, type ReactionBar } from '../../src/index.ts';
import { becomes, find, freshPage, spy, textOf, warnings } from './setup.ts';

const sayYes = () => document.dispatchEvent(new Event('gaungconsent'));
const NOTICE = 'Not sent yet. It will be sent once you have agreed to it.';

describe('consent', () => {
  beforeEach(freshPage);
  afterEach(() => configure({ consent: 'given', storage: 'browser' }));

  const tap = (bar: Element, id = 'love') => find(bar, `[data-reaction="${id}"]`).click();
  const isPressed = (bar: Element, id = 'love') => find(bar, `[data-reaction="${id}"]`).ariaPressed;
  const isWaiting = (bar: Element) => bar.matches(':state(waiting)');
  const types = (backend: ReturnType<typeof spy>) => backend.recorded.map(({ type }) => type).toSorted();

  it('holds the requests of elements until it is given; then all goes out', async () => {
    configure({ consent: 'required' });
    const backend = spy();
    const root = await fixture(html`
      <div lang="en">
        <view-counter page="p" .backend=${backend}></view-counter>
        <reaction-bar page="p" .backend=${backend}></reaction-bar>
      </div>
    `);
    const bar = root.querySelector('reaction-bar')!;
    tap(bar);
    await becomes(() => textOf(bar, '.notice'), NOTICE);
    expect([isPressed(bar), isWaiting(bar)]).to.deep.equal(['true', true]);
    tap(bar, 'wow');
    await bar.updateComplete;
    expect([backend.reads, backend.recorded]).to.deep.equal([[], []]);
    sayYes();
    await becomes(() => types(backend), ['reaction', 'view']);
    await becomes(() => textOf(bar, '.notice'), '');
    expect([isPressed(bar, 'wow'), isWaiting(bar)]).to.deep.equal(['true', false]);
    await becomes(() => textOf(root.querySelector('view-counter')!), 'Read 1 time');
    sayYes();
    configure({ consent: 'given' });
    await bar.updateComplete;
    expect(types(backend), 'a second yes says nothing new').to.deep.equal(['reaction', 'view']);
  });

  it('is heard by elements whose backend comes later', async () => {
    configure({ consent: 'required' });
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" page="p" .backend=${spy()}></reaction-bar>`);
    const backend = spy();
    configure({ consent: 'given' });
    bar.backend = backend;
    await becomes(() => backend.reads, [['p']]);
  });

  it('holds, where it is asked for late, what comes later', async () => {
    const backend = spy();
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" page="p" .backend=${backend}></reaction-bar>`);
    tap(bar);
    await becomes(() => types(backend), ['reaction']);
    configure({ consent: 'required' });
    tap(bar, 'sad');
    await becomes(() => textOf(bar, '.notice'), NOTICE);
    await bar.updateComplete;
    expect(types(backend)).to.deep.equal(['reaction']);
    configure({ consent: 'given' });
    await becomes(() => types(backend), ['reaction', 'reaction']);
  });

  it('is what a wrong value asks for, as `none` is what it keeps, with a warning', async () => {
    const backend = spy();
    const said = await warnings(() => configure({ consent: 'maybe' as never, storage: 'cookies' as never }));
    expect(said).to.deep.equal([
      '[gaung] storage="cookies" is unknown; "none" is used. Right are: none, browser.',
      '[gaung] consent="maybe" is unknown; "required" is used. Right are: required, given.',
    ]);
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" page="p" .backend=${backend}></reaction-bar>`);
    tap(bar);
    await becomes(() => textOf(bar, '.notice'), NOTICE);
    expect(backend.reads).to.deep.equal([]);
  });
});
