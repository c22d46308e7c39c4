import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { memoryStorage } from '../../src/contract/index.ts';
import {
  button,
  dialog,
  enter,
  field,
  focused,
  host,
  isGone,
  kept,
  keptServers,
  list,
  mastodon,
  misskey,
  open,
  opener,
  servers,
  status,
  type,
  useServerDialog,
} from './server-dialog-bench.ts';
import { becomes, find, findAll, pressShiftTab } from './setup.ts';

describe('the server dialog', () => {
  useServerDialog();

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
      await nextFrame(); // by then all that follows from it has happened
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
      await pressShiftTab();
      await enter();
      expect(await asking).to.deep.equal({ server: 'key.example:8443', network: misskey });
      expect(asked).to.deep.equal([]);
      expect(keptServers(storage), 'the newest first').to.deep.equal([
        'key.example:8443 misskey',
        'toot.example mastodon',
      ]);
    });

    for (const [isKept, says] of [
      [true, 'The one where you have your account. Only this browser remembers it.'],
      [false, 'The one where you have your account.'],
    ] as const)
      it(`and says so ${isKept ? 'where it does' : 'not where it is forgotten with the page'}`, async () => {
        const { asking } = open({ isKept });
        expect(find(host, '#gaung-server-hint').textContent).to.equal(says);
        await sendKeys({ press: 'Escape' });
        await asking;
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
});
