import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { BackendAdapter } from '../../src/contract/index.ts';
import { backendContext, configure, type GaungErrorEvent, GaungProvider } from '../../src/index.ts';
import { becomes, freshPage, type SpyAdapter, spy, textOf, warnings } from './setup.ts';

const counter = (page = 'p') => html`<view-counter readonly lang="en" page=${page}></view-counter>`;
const asked = (...backends: SpyAdapter[]) => backends.map(({ reads }) => reads.length);

/** Another context, as other libraries have them. */
const otherContext = createContext<string>('other');
/** An element of somebody else that asks by the protocol, once or for ever. */
class ContextAsker extends LitElement {
  readonly got: (string | undefined)[] = [];
  consumer: ContextConsumer<typeof otherContext, this> | undefined;
  ask(context: unknown, subscribe: boolean): void {
    // The type of the context is whatever the test wants.
    this.consumer = new ContextConsumer(this, {
      context: context as typeof otherContext,
      subscribe,
      callback: (one) => this.got.push(one),
    });
  }
}
customElements.define('context-asker', ContextAsker);

let late = 0;
/** Defines the element under a new tag, as if the module that does came now. */
function defineLate(tag: string): void {
  class LateProvider extends GaungProvider {}
  LateProvider.define(tag);
}
const lateTag = () => `late-provider-${++late}`;

describe('<gaung-provider>', () => {
  let page: SpyAdapter;
  beforeEach(() => {
    freshPage();
    page = spy();
    configure({ backend: page });
  });
  after(() => configure({ backend: undefined as never }));

  it('gives the elements below it its backend, through shadow roots too, and nobody else', async () => {
    const backend = spy();
    const root = await fixture(html`
      <div>
        <gaung-provider .backend=${backend}><section>${counter('a')}<div id="shadowed"></div></section></gaung-provider>
        ${counter('outside')}
      </div>
    `);
    const shadow = root.querySelector('#shadowed')!.attachShadow({ mode: 'open' });
    shadow.append(Object.assign(document.createElement('view-counter'), { page: 'b', readonly: true }));
    await becomes(() => backend.reads.flat().toSorted(), ['a', 'b']);
    await becomes(() => page.reads, [['outside']]);
  });

  it('makes no box', async () => {
    const element = await fixture<GaungProvider>(html`<gaung-provider>text</gaung-provider>`);
    expect(getComputedStyle(element).display).to.equal('contents');
    expect(element.getClientRects().length).to.equal(0);
  });

  it('moves those below to another backend, and on from one that is taken away', async () => {
    const [one, two] = [spy(), spy()];
    const provider = await fixture<GaungProvider>(html`<gaung-provider .backend=${one}>${counter()}</gaung-provider>`);
    await becomes(() => asked(one, two, page), [1, 0, 0]);
    provider.backend = two;
    await becomes(() => asked(one, two, page), [1, 1, 0]);
    provider.backend = undefined;
    await becomes(() => asked(one, two, page), [1, 1, 1]);
    provider.backend = one;
    await becomes(() => asked(one, two, page), [2, 1, 1]);
  });

  it('is the nearest; one that has nothing to give leaves it to the next above, and then takes over', async () => {
    const [outer, inner] = [spy(), spy()];
    const root = await fixture<GaungProvider>(html`
      <gaung-provider .backend=${outer}><gaung-provider>${counter()}</gaung-provider></gaung-provider>
    `);
    const provider = root.querySelector('gaung-provider')!;
    await becomes(() => asked(outer, inner), [1, 0]);
    provider.backend = inner;
    await becomes(() => asked(outer, inner), [1, 1]);
    root.backend = spy(); // None of theirs any more.
    await root.updateComplete;
    await provider.updateComplete;
    expect(asked(outer, inner, page)).to.deep.equal([1, 1, 0]);
    provider.backend = undefined;
    await becomes(() => (root.backend as SpyAdapter).reads.length, 1);
  });

  it('gives way to what an element has of its own', async () => {
    const [provided, own] = [spy(), spy()];
    await fixture(html`
      <gaung-provider .backend=${provided}>
        <view-counter readonly page="p" .backend=${own}></view-counter>
      </gaung-provider>
    `);
    await becomes(() => asked(own), [1]);
    expect(asked(provided, page)).to.deep.equal([0, 0]);
  });

  it('is another one for an element that moves to another', async () => {
    const [one, two] = [spy(), spy()];
    const root = await fixture(html`
      <div>
        <gaung-provider .backend=${one}>${counter()}</gaung-provider>
        <gaung-provider .backend=${two}></gaung-provider>
      </div>
    `);
    await becomes(() => asked(one, two), [1, 0]);
    const [first, second] = root.querySelectorAll('gaung-provider');
    second!.append(first!.firstElementChild!);
    await becomes(() => asked(one, two), [1, 1]);
    first!.backend = spy();
    await first!.updateComplete;
    expect(asked(first!.backend as SpyAdapter, page), 'it has left').to.deep.equal([0, 0]);
  });

  describe('that comes later than those below it', () => {
    it('is asked as soon as it is there: defined late', async () => {
      const backend = spy();
      const tag = lateTag();
      const root = await fixture(html`<div></div>`);
      const host = Object.assign(document.createElement(tag), { backend });
      host.append(Object.assign(document.createElement('view-counter'), { page: 'p', readonly: true }));
      root.append(host);
      await becomes(() => asked(page, backend), [1, 0]);
      defineLate(tag);
      await becomes(() => asked(page, backend), [1, 1]);
    });

    it('between them and another one', async () => {
      const [outer, inner] = [spy(), spy()];
      const tag = lateTag();
      const root = await fixture(html`<gaung-provider .backend=${outer}></gaung-provider>`);
      const host = Object.assign(document.createElement(tag), { backend: inner });
      host.append(Object.assign(document.createElement('view-counter'), { page: 'p', readonly: true }));
      root.append(host);
      await becomes(() => asked(outer, inner), [1, 0]);
      defineLate(tag);
      await becomes(() => asked(outer, inner), [1, 1]);
      (root as GaungProvider).backend = spy();
      await (root as GaungProvider).updateComplete;
      expect(asked((root as GaungProvider).backend as SpyAdapter)).to.deep.equal([0]);
    });

    it('also one of @lit/context, without anything to keep what was asked before', async () => {
      const backend = spy();
      const host = await fixture<LitElement & { provide(): void }>(html`<late-lit-host>${counter()}</late-lit-host>`);
      await becomes(() => asked(page, backend), [1, 0]);
      class LateLitHost extends LitElement {
        provider = new ContextProvider(this, {
          context: createContext<BackendAdapter>(backendContext),
          initialValue: backend,
        });
        override createRenderRoot(): this {
          return this;
        }
      }
      customElements.define('late-lit-host', LateLitHost);
      expect(host).to.be.instanceOf(LateLitHost);
      await becomes(() => asked(page, backend), [1, 1]);
    });
  });

  it('connects to its `endpoint`, and to another one when that changes', async () => {
    const connected: string[] = [];
    const backends = new Map<string, SpyAdapter>();
    configure({
      connect(endpoint) {
        connected.push(endpoint);
        const backend = { ...spy(), id: `http:${endpoint}` };
        backends.set(endpoint, backend);
        return backend;
      },
    });
    const provider = await fixture<GaungProvider>(
      html`<gaung-provider endpoint="https://one.example/">${counter('a')}${counter('b')}</gaung-provider>`,
    );
    await becomes(() => backends.get('https://one.example/')?.reads, [['a', 'b']]);
    provider.setAttribute('endpoint', 'https://two.example/');
    await becomes(() => backends.get('https://two.example/')?.reads, [['a', 'b']]);
    expect(connected, 'one adapter for each address').to.deep.equal(['https://one.example/', 'https://two.example/']);
  });

  it('says once what is wrong with an `endpoint` that is no address, and leaves it to the next', async () => {
    const { http } = await import('../../src/adapters/http.ts');
    configure({ connect: (endpoint) => http({ endpoint }) });
    const provider = document.createElement('gaung-provider');
    provider.endpoint = 'http://';
    provider.innerHTML =
      '<view-counter readonly page="a"></view-counter><view-counter readonly page="b"></view-counter>';
    const told = oneEvent(provider, 'gaungerror') as Promise<GaungErrorEvent>;
    const said = await warnings(async () => {
      document.body.append(provider);
      expect((await told).error.message).to.contain('is no http or https URL, such as https://echo.example/.');
      await becomes(() => page.reads, [['a', 'b']]);
    });
    provider.remove();
    expect(said.length).to.be.at.most(1);
  });

  it('answers others that ask by the protocol, and leaves other contexts to others', async () => {
    const [backend, next] = [spy(), spy()];
    const root = await fixture(html`
      <div><gaung-provider .backend=${backend}><context-asker></context-asker><context-asker></context-asker></gaung-provider></div>
    `);
    const above = new ContextProvider(root as HTMLElement, { context: otherContext, initialValue: 'from above' });
    const provider = root.querySelector('gaung-provider')!;
    const [once, ever] = root.querySelectorAll<ContextAsker>('context-asker');
    once!.ask(backendContext, false);
    ever!.ask(backendContext, true);
    const others = Object.assign(document.createElement('context-asker'), {}) as ContextAsker;
    others.ask(otherContext, false);
    provider.append(others);
    provider.backend = next;
    await provider.updateComplete;
    const ids = (one: ContextAsker) => one.got.map((value) => (value as unknown as BackendAdapter).id);
    expect(ids(once!)).to.deep.equal([backend.id]);
    expect(ids(ever!)).to.deep.equal([backend.id, next.id]);
    expect(others.got).to.deep.equal([above.value]);
  });

  it('forgets an element that leaves', async () => {
    const [one, two] = [spy(), spy()];
    const provider = await fixture<GaungProvider>(html`<gaung-provider .backend=${one}>${counter()}</gaung-provider>`);
    const element = provider.firstElementChild!;
    await becomes(() => /\d/.test(textOf(element)), true);
    element.remove();
    await Promise.resolve();
    provider.backend = two;
    await provider.updateComplete;
    expect(asked(two)).to.deep.equal([0]);
  });
});
