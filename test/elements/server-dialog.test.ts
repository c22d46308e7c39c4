import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memoryStorage } from '../../src/contract/index.ts';
import { askServer } from '../../src/elements/share-buttons/server-dialog.ts';
import { en } from '../../src/locales/en.ts';
import { id as indonesian } from '../../src/locales/id.ts';
import {
  button,
  dialog,
  enter,
  field,
  fieldError,
  focused,
  host,
  isGone,
  keptServers,
  lemmy,
  list,
  listError,
  loaded,
  mastodon,
  misskey,
  NETWORKS,
  open,
  opener,
  servers,
  status,
  submit,
  type,
  useServerDialog,
} from './server-dialog-bench.ts';
import { becomes, find, findAll, textOf } from './setup.ts';

describe('the server dialog', () => {
  useServerDialog();

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
    await nextFrame(); // by then all that follows from it has happened
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
    open({ messages: { ...en.messages, ...indonesian.messages }, lang: 'id' });
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
