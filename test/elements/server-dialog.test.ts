import { aTimeout, expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { type KeyValueStorage, memoryStorage } from '../../src/contract/index.ts';
import { askServer, type ServerChoice, type ServerOptions } from '../../src/elements/share-buttons/server-dialog.ts';
import { en } from '../../src/locales/en.ts';
import { id as indonesian } from '../../src/locales/id.ts';
import type { ServerNetwork } from '../../src/networks/network.ts';
import { becomes, find, findAll, textOf } from './setup.ts';

const network = (id: string, name: string, ...software: string[]): ServerNetwork => ({
  id,
  name,
  software,
  lifecycle: 'documented',
  serverTarget: (_content, server) => [`https://${server}/share`, {}],
});
const mastodon = network('mastodon', 'Mastodon', 'mastodon', 'hometown');
const misskey = network('misskey', 'Misskey', 'misskey', 'sharkey');
const lemmy = network('lemmy', 'Lemmy', 'lemmy');
const NETWORKS = [mastodon, misskey, lemmy];

/** A request that servers answer by NodeInfo: the software of each host; others refuse the connection. */
function servers(software: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const fetch = async (input: unknown): Promise<Response> => {
    const { href, host, pathname, origin } = new URL(input as string);
    asked.push(href);
    const name = software[host];
    if (name === undefined) throw new TypeError('Failed to fetch');
    if (pathname !== '/.well-known/nodeinfo') return Response.json({ software: { name } });
    return Response.json({
      links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `${origin}/n` }],
    });
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

const kept = (storage: KeyValueStorage) => storage.get('gaung:servers');
const keptServers = (storage: KeyValueStorage) =>
  (JSON.parse(kept(storage)!) as { servers: { server: string; network: string }[] }).servers.map(
    ({ server, network: id }) => `${server} ${id}`,
  );

describe('the server dialog', () => {
  let host: HTMLElement;
  let opener: HTMLButtonElement;
  const loaded: string[] = [];

  beforeEach(() => {
    loaded.length = 0;
    host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    opener = document.createElement('button');
    opener.textContent = 'Share';
    root.append(opener);
    document.body.append(host);
    opener.focus();
  });
  afterEach(async () => {
    host.remove();
    await resetMouse();
  });

  function open(changes: Partial<ServerOptions> = {}) {
    const storage = changes.storage ?? memoryStorage();
    const answer: { value?: ServerChoice | undefined; isThere: boolean } = { isThere: false };
    const asking = askServer({
      root: host.shadowRoot!,
      messages: en.messages,
      lang: 'en',
      choices: NETWORKS.map(({ id, name }) => ({ id, name })),
      load: async (id) => {
        loaded.push(id);
        return NETWORKS.find((one) => one.id === id);
      },
      fetch: servers({}).fetch,
      mayOpen: () => true,
      ...changes,
      storage,
    }).then((value) => {
      answer.value = value;
      answer.isThere = true;
      return value;
    });
    return { asking, answer, storage };
  }

  const dialog = () => find<HTMLDialogElement>(host, 'dialog');
  const field = () => find<HTMLInputElement>(host, 'input');
  const list = () => find<HTMLSelectElement>(host, 'select');
  const submit = () => find<HTMLButtonElement>(host, '[type="submit"]');
  const status = () => find(host, '[role="status"]').textContent;
  const fieldError = () => find(host, '#gaung-server-error').textContent;
  const listError = () => find(host, '#gaung-software-error').textContent;
  const focused = () => host.shadowRoot!.activeElement;
  const button = (text: string) => {
    const found = findAll(host, 'dialog button').find((one) => one.textContent.includes(text));
    if (!found) throw new Error(`No button says ${text}.`);
    return found;
  };
  const type = async (text: string) => {
    field().focus();
    field().select();
    await sendKeys({ type: text });
  };
  const enter = () => sendKeys({ press: 'Enter' });
  const isGone = () => becomes(() => findAll(host, 'dialog').length, 0);

  it('is a labelled modal dialog with the focus in its field, and passes axe', async () => {
    open();
    expect(dialog().matches(':modal')).to.equal(true);
    expect(focused()).to.equal(field());
    expect(find(host, `#${dialog().getAttribute('aria-labelledby')}`).textContent).to.equal('Share on the fediverse');
    expect(find<HTMLLabelElement>(host, `label[for="${field().id}"]`).textContent).to.equal('Your server');
    expect(dialog().lang).to.equal('en');
    await expect(host).to.be.accessible();
  });

  it('recognises the software, by keyboard alone, and gives the focus back', async () => {
    const { asked, fetch } = servers({ 'toot.example': 'mastodon' });
    const { asking, storage } = open({ fetch });
    await type('@me@Toot.example');
    expect(asked, 'nobody is asked while the reader types').to.deep.equal([]);
    await enter();
    expect(await asking).to.deep.equal({ server: 'toot.example', network: mastodon });
    expect(asked).to.deep.equal(['https://toot.example/.well-known/nodeinfo', 'https://toot.example/n']);
    expect(loaded, 'and no other network').to.deep.equal(['mastodon']);
    expect(keptServers(storage)).to.deep.equal(['toot.example mastodon']);
    await isGone();
    expect(focused()).to.equal(opener);
  });

  it('finds the network of software that has another name', async () => {
    const { asking } = open(servers({ 'shark.example:8443': 'sharkey' }));
    await type('https://shark.example:8443/@me');
    await enter();
    expect(await asking).to.deep.equal({ server: 'shark.example:8443', network: misskey });
  });

  it('says that it is busy, and takes no second press', async () => {
    let answer!: (response: Response) => void;
    const asked: unknown[] = [];
    const { asking } = open({
      fetch: (input) => {
        asked.push(input);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    await type('slow.example');
    await enter();
    expect(status()).to.equal('Asking slow.example what software it runs…');
    expect(submit().getAttribute('aria-disabled')).to.equal('true');
    expect(find(host, 'form').getAttribute('aria-busy')).to.equal('true');
    await expect(host).to.be.accessible();
    await enter();
    expect(asked.length).to.equal(1);
    answer(Response.json({}));
    await becomes(() => list().checkVisibility(), true);
    expect(submit().hasAttribute('aria-disabled')).to.equal(false);
    await sendKeys({ press: 'Escape' });
    expect(await asking).to.equal(undefined);
  });

  it('offers the list where the server does not tell, by keyboard alone', async () => {
    const { asking, storage } = open();
    await type('quiet.example');
    await enter();
    await becomes(() => focused() === list(), true);
    expect(status()).to.equal('quiet.example did not say what software it runs. Choose it below.');
    expect(findAll(host, 'option').map((one) => one.textContent)).to.deep.equal([
      'Choose…',
      'Mastodon',
      'Misskey',
      'Lemmy',
    ]);
    await expect(host).to.be.accessible();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(submit());
    await enter();
    expect([listError(), list().getAttribute('aria-invalid')]).to.deep.equal([
      'Choose the software of your server.',
      'true',
    ]);
    expect(focused()).to.equal(list());
    await expect(host).to.be.accessible();
    await sendKeys({ type: 'L' });
    expect([list().value, listError()]).to.deep.equal(['lemmy', '']);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await enter();
    expect(await asking).to.deep.equal({ server: 'quiet.example', network: lemmy });
    expect(keptServers(storage)).to.deep.equal(['quiet.example lemmy']);
  });

  it('offers the list for software that nobody knows', async () => {
    open(servers({ 'new.example': 'brand-new' }));
    await type('new.example');
    await enter();
    await becomes(() => list().checkVisibility(), true);
  });

  it('offers the list where a policy forbids the request', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; connect-src 'self'">`;
    await new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
      document.body.append(frame);
    });
    const forbidden: string[] = [];
    frame.contentDocument!.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
      forbidden.push(`${effectiveDirective} ${blockedURI}`);
    });
    const { fetch } = frame.contentWindow as Window & typeof globalThis;
    open({ fetch: (input, init) => fetch(input, init) });
    await type('toot.example');
    await enter();
    await becomes(() => list().checkVisibility(), true);
    await becomes(() => forbidden, ['connect-src https://toot.example/.well-known/nodeinfo']);
    frame.remove();
  });

  it('begins anew when another server is written', async () => {
    const { asking } = open(servers({ 'toot.example': 'mastodon' }));
    await type('quiet.example');
    await enter();
    await becomes(() => list().checkVisibility(), true);
    await sendKeys({ type: 'L' });
    await type('toot.example');
    expect([list().checkVisibility(), list().value, status()]).to.deep.equal([false, '', '']);
    await enter();
    expect(await asking).to.deep.equal({ server: 'toot.example', network: mastodon });
  });

  it('does not take an answer that came after the reader wrote another name', async () => {
    const answers: ((response: Response) => void)[] = [];
    const { answer } = open({ fetch: () => new Promise((resolve) => answers.push(resolve)) });
    await type('slow.example');
    await enter();
    await type('other.example');
    answers[0]!(Response.json({}));
    await aTimeout(50);
    expect([list().checkVisibility(), status(), submit().hasAttribute('aria-disabled'), answer.isThere]).to.deep.equal([
      false,
      '',
      false,
      false,
    ]);
  });

  it('asks no server where the network is chosen already', async () => {
    const { asked, fetch } = servers({ 'toot.example': 'lemmy' });
    const { asking, storage } = open({ network: misskey, fetch });
    expect(textOf(host, 'h2')).to.equal('Share on Misskey');
    await type('toot.example/@me');
    await enter();
    expect(await asking).to.deep.equal({ server: 'toot.example', network: misskey });
    expect([asked, loaded]).to.deep.equal([[], []]);
    expect(keptServers(storage)).to.deep.equal(['toot.example misskey']);
  });

  for (const wrong of [
    '',
    'mastodon',
    'two words.example',
    'javascript:alert(1)',
    'https://mastodon.social@evil.example/',
    '<img src=x onerror=alert(1)>',
  ]) {
    it(`says what is wrong with ${JSON.stringify(wrong)}, at the field`, async () => {
      const { asked, fetch } = servers({});
      open({ fetch });
      await type(wrong || ' ');
      await enter();
      expect(fieldError()).to.equal('Enter the name of a server, such as mastodon.social.');
      expect(field().getAttribute('aria-invalid')).to.equal('true');
      expect(field().getAttribute('aria-describedby')).to.contain('gaung-server-error');
      expect(focused()).to.equal(field());
      expect(asked).to.deep.equal([]);
      await expect(host).to.be.accessible();
      await type('t');
      expect([fieldError(), field().hasAttribute('aria-invalid')], 'until it is mended').to.deep.equal(['', false]);
    });
  }

  describe('closes without an answer', () => {
    afterEach(isGone);

    it('on Escape, and the focus goes back', async () => {
      const { asking, storage } = open();
      await type('toot.example');
      await sendKeys({ press: 'Escape' });
      expect(await asking).to.equal(undefined);
      expect(kept(storage)).to.equal(undefined);
      expect(focused()).to.equal(opener);
    });

    it('on Cancel', async () => {
      const { asking } = open();
      button('Cancel').click();
      expect(await asking).to.equal(undefined);
    });

    it('on a click beside it, not on one inside, nor on a press that began inside', async () => {
      const { asking, answer } = open();
      const { left, top, width, height } = dialog().getBoundingClientRect();
      const inside: [number, number] = [Math.round(left + width / 2), Math.round(top + 20)];
      const beside: [number, number] = [Math.round(left + width / 2), Math.max(1, Math.round(top / 2))];
      expect(beside[1]).to.be.lessThan(top);
      expect(height).to.be.greaterThan(40);
      await sendMouse({ type: 'click', position: inside });
      await sendMouse({ type: 'move', position: inside });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: beside });
      await sendMouse({ type: 'up' });
      await aTimeout(50);
      expect([dialog().open, answer.isThere]).to.deep.equal([true, false]);
      await sendMouse({ type: 'click', position: beside });
      expect(await asking).to.equal(undefined);
    });

    it('while a server is asked: its answer is not waited for', async () => {
      let signal: AbortSignal | null | undefined;
      const { asking, storage } = open({
        fetch: (_input, init) => {
          signal = init?.signal;
          return new Promise(() => {});
        },
      });
      await type('slow.example');
      await enter();
      await sendKeys({ press: 'Escape' });
      expect(await asking).to.equal(undefined);
      await becomes(() => signal?.aborted, true);
      expect(kept(storage)).to.equal(undefined);
    });

    it('when it is asked for again: one is open at a time', async () => {
      const first = open();
      const second = open();
      expect(await first.asking).to.equal(undefined);
      expect(findAll(host, 'dialog').length).to.equal(1);
      expect(dialog().open).to.equal(true);
      button('Cancel').click();
      await second.asking;
    });
  });

  it('gives the focus to whom it is told', async () => {
    const other = document.createElement('button');
    other.textContent = 'More';
    host.shadowRoot!.append(other);
    opener.hidden = true;
    const { asking } = open({ opener: other });
    opener.remove();
    await sendKeys({ press: 'Escape' });
    await asking;
    expect(focused()).to.equal(other);
  });

  it('keeps its keys from the page', async () => {
    const seen: string[] = [];
    const listen = ({ key }: KeyboardEvent) => void seen.push(key);
    document.addEventListener('keydown', listen);
    open();
    await type('k');
    document.removeEventListener('keydown', listen);
    expect(field().value).to.equal('k');
    expect(seen).to.deep.equal([]);
  });

  describe('remembers', () => {
    const storageOf = (...servers_: readonly (readonly [server: string, network: string])[]) => {
      const storage = memoryStorage();
      storage.set(
        'gaung:servers',
        JSON.stringify({ v: 1, servers: servers_.map(([server, id]) => ({ server, network: id })) }),
      );
      return storage;
    };
    const offered = () => findAll(host, '.used li button').map((one) => one.textContent);

    it('the servers that were used: one press opens one, and nobody is asked', async () => {
      const { asked, fetch } = servers({});
      const storage = storageOf(['toot.example', 'mastodon'], ['key.example:8443', 'misskey']);
      const { asking } = open({ storage, fetch });
      expect(offered()).to.deep.equal(['toot.example Mastodon', 'key.example:8443 Misskey']);
      expect(focused()).to.equal(field());
      await expect(host).to.be.accessible();
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ up: 'Shift' });
      await enter();
      expect(await asking).to.deep.equal({ server: 'key.example:8443', network: misskey });
      expect(asked).to.deep.equal([]);
      expect(keptServers(storage), 'the newest first').to.deep.equal([
        'key.example:8443 misskey',
        'toot.example mastodon',
      ]);
    });

    it('three at most, each once', async () => {
      const storage = memoryStorage();
      for (const name of ['a.example', 'b.example', 'c.example', 'd.example', 'c.example']) {
        const { asking } = open({ storage, network: mastodon });
        await type(name);
        await enter();
        await asking;
      }
      expect(keptServers(storage)).to.deep.equal(['c.example mastodon', 'd.example mastodon', 'b.example mastodon']);
    });

    it('for a chosen network its own only', async () => {
      const storage = storageOf(['toot.example', 'mastodon'], ['key.example', 'misskey']);
      const { asking } = open({ storage, network: misskey });
      expect(offered()).to.deep.equal(['key.example Misskey']);
      button('key.example').click();
      expect(await asking).to.deep.equal({ server: 'key.example', network: misskey });
    });

    it('and makes room for the list while that is shown', async () => {
      open({ storage: storageOf(['toot.example', 'mastodon']) });
      await type('quiet.example');
      await enter();
      await becomes(() => [list().checkVisibility(), find(host, '.used').checkVisibility()], [true, false]);
      await type('other.example');
      expect([list().checkVisibility(), find(host, '.used').checkVisibility()]).to.deep.equal([false, true]);
    });

    it('forgets them when told so', async () => {
      const storage = storageOf(['toot.example', 'mastodon']);
      open({ storage });
      button('Forget them').click();
      expect(kept(storage)).to.equal(undefined);
      expect(findAll(host, '.used')).to.deep.equal([]);
      expect([focused(), status()]).to.deep.equal([field(), 'Forgotten.']);
    });

    for (const hostile of [
      '',
      'null',
      '7',
      '"x"',
      '[]',
      '{',
      '{"v":2,"servers":[{"server":"toot.example","network":"mastodon"}]}',
      '{"v":1}',
      '{"v":1,"servers":{"length":3}}',
      '{"v":1,"servers":[null,1,"x",[],{},{"server":1,"network":"mastodon"},{"server":"a.example"}]}',
      '{"v":1,"servers":[{"server":"javascript:alert(1)","network":"mastodon"}]}',
      '{"v":1,"servers":[{"server":"evil.example/x","network":"mastodon"}]}',
      '{"v":1,"servers":[{"server":"me@evil.example","network":"mastodon"}]}',
      '{"v":1,"servers":[{"server":"toot.example","network":"__proto__"}]}',
      '{"v":1,"servers":[{"server":"toot.example","network":"gone"}]}',
    ]) {
      it(`nothing from ${hostile || 'an empty text'}`, async () => {
        const storage = memoryStorage();
        storage.set('gaung:servers', hostile);
        const { asking } = open({ storage, network: undefined, ...servers({ 'toot.example': 'mastodon' }) });
        expect(offered()).to.deep.equal([]);
        await type('toot.example');
        await enter();
        expect((await asking)?.server).to.equal('toot.example');
      });
    }

    it('what a list of thousands begins with', () => {
      const storage = storageOf(
        ...Array.from({ length: 5000 }, (_, index) => [`s${index}.example`, 'mastodon'] as const),
      );
      open({ storage });
      expect(offered().length).to.equal(3);
    });
  });

  it('asks for another press where a window may no longer open', async () => {
    let isAllowed = false;
    const { asking, answer } = open({ ...servers({ 'toot.example': 'mastodon' }), mayOpen: () => isAllowed });
    await type('me@toot.example');
    await enter();
    await becomes(status, 'toot.example runs Mastodon.');
    expect([focused() === submit(), answer.isThere, field().value]).to.deep.equal([true, false, 'toot.example']);
    await expect(host).to.be.accessible();
    isAllowed = true;
    await enter();
    expect(await asking).to.deep.equal({ server: 'toot.example', network: mastodon });
  });

  it("knows by itself that the reader's press still counts", async () => {
    const asking = askServer({
      root: host.shadowRoot!,
      messages: en.messages,
      lang: 'en',
      storage: memoryStorage(),
      choices: [{ id: 'mastodon', name: 'Mastodon' }],
      load: async () => mastodon,
      fetch: servers({ 'toot.example': 'mastodon' }).fetch,
    });
    await type('toot.example');
    await enter();
    expect((await asking)?.server).to.equal('toot.example');
  });

  it('says so where the module of a network does not arrive, and can be asked again', async () => {
    let isThere = false;
    const { asking } = open({
      load: async (id) => {
        if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
        return NETWORKS.find((one) => one.id === id);
      },
      ...servers({ 'toot.example': 'mastodon' }),
    });
    await type('toot.example');
    await enter();
    await becomes(() => list().checkVisibility(), true);
    await sendKeys({ type: 'M' });
    submit().click();
    await becomes(status, 'This did not load. Try again.');
    isThere = true;
    submit().click();
    expect((await asking)?.network).to.equal(mastodon);
  });

  it('speaks Indonesian', async () => {
    open({ messages: indonesian.messages, lang: 'id' });
    expect([textOf(host, 'h2'), textOf(host, 'label'), dialog().lang]).to.deep.equal([
      'Bagikan ke fediverse',
      'Server Anda',
      'id',
    ]);
    await type('x');
    await enter();
    expect(fieldError()).to.equal('Tulis nama server, misalnya mastodon.social.');
  });

  it('has targets of 44 px, and no style of its own in attributes', async () => {
    const storage = memoryStorage();
    storage.set('gaung:servers', '{"v":1,"servers":[{"server":"toot.example","network":"mastodon"}]}');
    open({ storage });
    const expectLargeTargets = (count: number) => {
      const shown = findAll(host, 'dialog button, dialog input, dialog select').filter((one) => one.checkVisibility());
      expect(shown.length).to.equal(count);
      for (const one of shown) {
        const { width, height } = one.getBoundingClientRect();
        expect(Math.min(width, height), one.textContent).to.be.at.least(44);
      }
    };
    expectLargeTargets(5);
    await type('quiet.example');
    await enter();
    await becomes(() => list().checkVisibility(), true);
    expectLargeTargets(4);
    expect(findAll(host, '[style], style')).to.deep.equal([]);
    expect(dialog().scrollWidth).to.be.at.most(dialog().clientWidth);
  });

  it('adopts its style once, however often it opens', async () => {
    for (let times = 0; times < 3; times++) {
      const { asking } = open();
      button('Cancel').click();
      await asking;
    }
    expect(host.shadowRoot!.adoptedStyleSheets.length).to.equal(1);
  });
});
