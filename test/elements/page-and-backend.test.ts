import { ContextProvider, createContext } from '@lit/context';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { BackendAdapter } from '../../src/contract/index.ts';
import { composePage } from '../../src/define/compose.ts';
import { backendContext, configure, type GaungErrorEvent, ViewCounter } from '../../src/index.ts';
import { becomes, find, freshPage, spy, textOf, warnings } from './setup.ts';

describe('what an element counts for and asks', () => {
  beforeEach(freshPage);
  after(() => configure({ backend: undefined as never }));

  it("is the page's canonical URL by itself", async () => {
    const canonical = document.createElement('link');
    Object.assign(canonical, { rel: 'canonical', href: 'https://www.news.example/a/?utm_source=x#top' });
    document.head.append(canonical);
    const backend = spy();
    await fixture(html`<view-counter readonly .backend=${backend}></view-counter>`);
    canonical.remove();
    expect(backend.reads).to.deep.equal([['news.example/a']]);
  });

  it('is what `page` says: a URL or a bare id; and follows it', async () => {
    const backend = spy();
    const element = await fixture<ViewCounter>(
      html`<view-counter lang="en" readonly page="/berita/satu/" .backend=${backend}></view-counter>`,
    );
    element.page = 'article-1';
    await becomes(() => backend.reads, [[`${location.host}/berita/satu`], ['article-1']]);
  });

  it('is nothing where `page` names no page: an error that says what would be right', async () => {
    const backend = spy();
    const element = document.createElement('view-counter');
    Object.assign(element, { page: 'no page', backend });
    const told = oneEvent(element, 'gaungerror') as Promise<GaungErrorEvent>;
    const said = await warnings(async () => {
      document.body.append(element);
      expect((await told).error.message).to.contain('Use a URL');
    });
    element.remove();
    expect(said.length).to.equal(1);
    expect(backend.reads).to.deep.equal([]);
  });

  it('is read in one request for all elements of the page', async () => {
    const backend = spy();
    await fixture(html`
      <div>
        ${Array.from({ length: 30 }, (_, index) => {
          return html`
            <view-counter readonly page=${`p${index}`} .backend=${backend}></view-counter>
            <reaction-bar readonly show="leading" page=${`p${index}`} .backend=${backend}></reaction-bar>
          `;
        })}
      </div>
    `);
    expect(backend.reads.length).to.equal(1);
    expect(backend.reads[0]!.length).to.equal(30);
  });

  it('is asked once for an element that is only moved, and again by one that comes back', async () => {
    const backend = spy();
    const [first, second] = [document.createElement('div'), document.createElement('div')];
    document.body.append(first, second);
    const element = document.createElement('view-counter');
    Object.assign(element, { page: 'p', backend, lang: 'en' });
    first.append(element);
    await becomes(() => textOf(element), 'Read 1 time');
    second.append(element);
    await element.updateComplete;
    expect(backend.recorded.length).to.equal(1);
    element.remove();
    await Promise.resolve();
    first.append(element);
    await becomes(() => textOf(element), 'Read 1 time');
    expect(backend.recorded.length, 'a view is counted once a page load').to.equal(1);
    first.remove();
    second.remove();
  });

  it('survives properties that are set before the element is defined', async () => {
    const backend = spy();
    const element = document.createElement('late-counter') as ViewCounter;
    Object.assign(element, { page: 'p', readonly: true, backend, lang: 'en' });
    document.body.append(element);
    class LateCounter extends ViewCounter {}
    LateCounter.define('late-counter');
    await becomes(() => element.shadowRoot && textOf(element), 'Read 0 times');
    expect(backend.recorded).to.deep.equal([]);
    element.remove();
  });

  it("is the nearest provider's, by the context protocol", async () => {
    const backend = spy();
    const host = document.createElement('div');
    document.body.append(host);
    const context = createContext<BackendAdapter>(backendContext);
    const provider = new ContextProvider(host, { context, initialValue: backend });
    host.append(document.createElement('view-counter'));
    await becomes(() => backend.recorded.length, 1);
    expect(provider.value).to.equal(backend);
    host.remove();
  });

  it("follows a provider's change of mind", async () => {
    const [one, two] = [spy(), spy()];
    const host = document.createElement('div');
    document.body.append(host);
    const provider = new ContextProvider(host, {
      context: createContext<BackendAdapter>(backendContext),
      initialValue: one,
    });
    const element = Object.assign(document.createElement('view-counter'), { readonly: true });
    host.append(element);
    await becomes(() => one.reads.length, 1);
    provider.setValue(two);
    await becomes(() => two.reads.length, 1);
    host.remove();
  });

  it("is the page's default, also when that comes late; its own goes first", async () => {
    const [standard, own] = [spy(), spy()];
    configure({ backend: standard });
    const element = await fixture<ViewCounter>(html`<view-counter readonly page="p"></view-counter>`);
    await becomes(() => standard.reads.length, 1);
    element.backend = own;
    await becomes(() => own.reads.length, 1);
  });

  it("is the page's own store where `endpoint` names the same server", async () => {
    const standard = { ...spy(), id: 'http:https://echo.example/' };
    configure({ backend: standard });
    const pages = await fixture(html`
      <div>
        <view-counter page="same"></view-counter>
        <view-counter page="same" endpoint="https://echo.example"></view-counter>
      </div>
    `);
    await becomes(() => standard.recorded.length, 1);
    await becomes(() => [...pages.children].map((one) => /\d/.test(textOf(one))), [true, true]);
    expect(standard.recorded.length, 'one view').to.equal(1);
  });

  it("is the page's default where nobody has said what makes the adapter of an `endpoint`, and that is told once", async () => {
    const standard = spy();
    configure({ backend: standard, connect: undefined as never });
    try {
      const said = await warnings(async () => {
        await fixture(
          html`<div>
            <view-counter readonly page="p" endpoint="https://echo.example"></view-counter>
            <view-counter readonly page="q" endpoint="https://other.example"></view-counter>
          </div>`,
        );
        await becomes(() => standard.reads, [['p', 'q']]);
      });
      expect(said).to.deep.equal(['[gaung] No `endpoint` works. Call configure({ connect }).']);
    } finally {
      composePage();
    }
  });

  it('says what is wrong with an `endpoint` that is no address', async () => {
    const element = Object.assign(document.createElement('view-counter'), { page: 'p', endpoint: 'http://' });
    const told = oneEvent(element, 'gaungerror') as Promise<GaungErrorEvent>;
    await warnings(async () => {
      document.body.append(element);
      expect((await told).error.message).to.equal(
        '[gaung] [http] The endpoint "http://" is no http or https URL, such as https://echo.example/.',
      );
    });
    element.remove();
  });

  it('says what is wrong with a backend that is none', async () => {
    const element = document.createElement('view-counter');
    Object.assign(element, { page: 'p', backend: { id: 'x' } });
    const told = oneEvent(element, 'gaungerror') as Promise<GaungErrorEvent>;
    await warnings(async () => {
      document.body.append(element);
      expect((await told).error.message).to.equal(
        '[gaung] [backend] The backend is no adapter. Use one such as http({ endpoint }).',
      );
    });
    element.remove();
  });

  it('works inside a shadow root, and speaks the language of its nearest ancestor, as it changes', async () => {
    const backend = spy();
    const outer = await fixture(html`<div lang="id"></div>`);
    const root = outer.attachShadow({ mode: 'open' });
    const element = Object.assign(document.createElement('view-counter'), { page: 'p', backend, readonly: true });
    root.append(element);
    await becomes(() => textOf(element), 'Dibaca 0 kali');
    outer.setAttribute('lang', 'en');
    await becomes(() => textOf(element), 'Read 0 times');
  });

  it('is registered once: the same version again is silent, another warns once for all its tags', async () => {
    const said = await warnings(() => {
      ViewCounter.define();
      for (const tag of ['other-counter', 'other-bar']) {
        class Other extends HTMLElement {
          static version = '9.9.9';
        }
        customElements.define(tag, Other);
        ViewCounter.define(tag);
      }
    });
    expect(said).to.deep.equal(['[gaung] Version 9.9.9 is registered already, so 0.1.0 is not.']);
  });

  it('has its boolean properties from the beginning, by which Vue knows what `<view-counter live>` means', () => {
    const element = document.createElement('view-counter');
    expect([element.live, element.readonly]).to.deep.equal([false, false]);
    expect(element.hasAttribute('live')).to.equal(false);
  });

  it('stays in this browser where nobody set a backend, with one warning', async () => {
    configure({ backend: undefined as never });
    let element!: ViewCounter;
    const said = await warnings(async () => {
      element = await fixture(html`<view-counter readonly lang="en" page="p"></view-counter>`);
      await fixture(html`<view-counter readonly lang="en" page="p"></view-counter>`);
    });
    await becomes(() => /^Read \d+ times?$/.test(textOf(element)), true);
    expect(said.filter((text) => text.includes('counts stay in this browser')).length).to.equal(1);
    expect(find(element, 'span')).to.exist;
  });
});
