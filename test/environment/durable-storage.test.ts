import { expect } from '@open-wc/testing';
import { type KeyValueStorage, memoryStorage } from '../../src/contract/index.ts';
import { durableStorage } from '../../src/environment/durable-storage.ts';

const longer = (one: string, other: string) => (one.length > other.length ? one : other);
let names = 0;

/** A browser profile: what is on disk, and the faster copy, which a crash may lose. */
class Profile {
  readonly name = `gaung-test-${Date.now()}-${++names}`;
  local = memoryStorage();

  /** The storage of one page load. */
  open(local: KeyValueStorage = this.local) {
    return durableStorage(this.name, local);
  }

  /** The browser crashes before the faster copy is on disk. */
  crash(): void {
    this.local = memoryStorage();
  }
}

describe('the durable storage', () => {
  const profiles: Profile[] = [];
  const profile = () => {
    const one = new Profile();
    profiles.push(one);
    return one;
  };
  const { open } = IDBFactory.prototype;

  afterEach(() => {
    IDBFactory.prototype.open = open;
    for (const { name } of profiles.splice(0)) indexedDB.deleteDatabase(name);
  });

  it('has at once what was set, and in the next page load', () => {
    const browser = profile();
    const storage = browser.open();
    storage.set('gaung:a', '1');
    expect([storage.get('gaung:a'), storage.keys('gaung:')]).to.deep.equal(['1', ['gaung:a']]);
    expect(browser.open().get('gaung:a')).to.equal('1');
  });

  it('finds after a crash what was flushed', async () => {
    const browser = profile();
    const storage = browser.open();
    storage.set('gaung:a:1', 'one');
    storage.set('gaung:b:1', 'other');
    await storage.flush();
    browser.crash();
    const after = browser.open();
    expect(after.get('gaung:a:1'), 'before it has looked').to.equal(undefined);
    await after.refresh('gaung:a:', longer);
    expect([after.get('gaung:a:1'), after.keys('gaung:')]).to.deep.equal(['one', ['gaung:a:1']]);
    after.remove('gaung:a:1');
    expect([after.get('gaung:a:1'), after.keys('gaung:')]).to.deep.equal([undefined, []]);
    await after.flush();
    await after.refresh('gaung:a:', longer);
    expect(after.get('gaung:a:1')).to.equal(undefined);
  });

  it('takes the newer of two texts, and what is set later before both', async () => {
    const browser = profile();
    const storage = browser.open();
    storage.set('gaung:a', 'long text');
    await storage.flush();
    browser.local.set('gaung:a', 'old');
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.get('gaung:a')).to.equal('long text');
    after.set('gaung:a', 'new');
    await after.refresh('gaung:', longer);
    expect(after.get('gaung:a'), 'though it is not on disk yet').to.equal('new');
    browser.local.set('gaung:a', 'a longer text of another tab');
    await after.flush();
    await after.refresh('gaung:', longer);
    expect(after.get('gaung:a')).to.equal('a longer text of another tab');
  });

  it('writes down what a page that was left had no time to', async () => {
    const browser = profile();
    browser.local.set('gaung:a', '1');
    const next = browser.open();
    await next.refresh('gaung:', longer);
    await next.flush();
    browser.crash();
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.get('gaung:a')).to.equal('1');
  });

  it('sees what another tab kept and removed, where the faster copy is full', async () => {
    const browser = profile();
    const full: KeyValueStorage = { ...memoryStorage(), set: () => false, get: () => undefined, keys: () => [] };
    const [one, two] = [browser.open(full), browser.open(full)];
    one.set('gaung:a', '1');
    await one.flush();
    await two.refresh('gaung:', longer);
    expect(two.get('gaung:a')).to.equal('1');
    one.remove('gaung:a');
    await one.flush();
    await two.refresh('gaung:', longer);
    expect([two.get('gaung:a'), two.keys('gaung:')]).to.deep.equal([undefined, []]);
  });

  it('writes in order what is set while it writes', async () => {
    const browser = profile();
    const storage = browser.open();
    for (let i = 0; i < 50; i++) {
      storage.set('gaung:a', 'x'.repeat(i + 1));
      if (i % 7 === 0) await Promise.resolve();
    }
    await storage.flush();
    browser.crash();
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.get('gaung:a')).to.have.length(50);
  });

  it('makes no database where nothing is kept', async () => {
    const browser = profile();
    const storage = browser.open();
    await storage.refresh('gaung:', longer);
    storage.remove('gaung:a');
    await storage.flush();
    await storage.refresh('gaung:', longer);
    const there = (await indexedDB.databases()).map(({ name }) => name);
    expect(there).to.not.include(browser.name);
    storage.set('gaung:a', '1');
    await storage.flush();
    expect((await indexedDB.databases()).map(({ name }) => name)).to.include(browser.name);
  });

  it('keeps what is set while it finds that nothing is there', async () => {
    const browser = profile();
    const storage = browser.open();
    const looking = storage.refresh('gaung:', longer);
    storage.set('gaung:a', '1');
    await Promise.all([looking, storage.flush()]);
    browser.crash();
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.get('gaung:a')).to.equal('1');
  });

  it('makes it anew where the reader has deleted it', async () => {
    const browser = profile();
    const storage = browser.open();
    storage.set('gaung:a', '1');
    await storage.flush();
    await new Promise((resolve) => indexedDB.deleteDatabase(browser.name).addEventListener('success', resolve));
    storage.set('gaung:b', '2');
    await storage.flush();
    browser.crash();
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.keys('gaung:')).to.deep.equal(['gaung:b']);
  });

  const refusals: readonly (readonly [string, typeof open])[] = [
    [
      'is forbidden',
      () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    ],
    ['never answers', () => new EventTarget() as IDBOpenDBRequest],
  ];
  for (const [what, refuse] of refusals) {
    it(`goes on with the faster copy where the database ${what}`, async () => {
      IDBFactory.prototype.open = refuse;
      const browser = profile();
      const storage = browser.open();
      storage.set('gaung:a', '1');
      await storage.flush();
      await storage.refresh('gaung:', longer);
      expect(storage.get('gaung:a')).to.equal('1');
      expect(browser.open().get('gaung:a')).to.equal('1');
    });
  }

  it('tries the database again after it was refused', async () => {
    const browser = profile();
    const storage = browser.open();
    IDBFactory.prototype.open = refusals[0]![1];
    storage.set('gaung:a', '1');
    await storage.flush();
    IDBFactory.prototype.open = open;
    storage.set('gaung:b', '2');
    await storage.flush();
    browser.crash();
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.keys('gaung:')).to.deep.equal(['gaung:b']);
  });

  it('keeps what is done before the part that writes is there, and asks for it again where it did not arrive', async () => {
    const browser = profile();
    let asked = 0;
    const storage = durableStorage(browser.name, browser.local, async () => {
      if (asked++ === 0) throw new TypeError('Failed to fetch dynamically imported module');
      return import('../../src/environment/disk.ts');
    });
    storage.set('gaung:a', '1');
    storage.set('gaung:b', '1');
    await storage.flush();
    expect([storage.get('gaung:a'), browser.open().get('gaung:a')]).to.deep.equal(['1', '1']);
    storage.remove('gaung:b');
    await storage.flush();
    expect(asked).to.equal(2);
    browser.crash();
    const after = browser.open();
    await after.refresh('gaung:', longer);
    expect(after.keys('gaung:')).to.deep.equal(['gaung:a']);
  });

  it('waits a second at most for the part that writes', async () => {
    const browser = profile();
    const storage = durableStorage(browser.name, browser.local, () => new Promise(() => {}));
    storage.set('gaung:a', '1');
    await storage.flush();
    await storage.refresh('gaung:', longer);
    expect(storage.get('gaung:a')).to.equal('1');
  });

  it('needs no disk where nothing is kept', async () => {
    let asked = 0;
    const storage = durableStorage(profile().name, memoryStorage(), async () => {
      asked++;
      return import('../../src/environment/disk.ts');
    });
    await storage.refresh('gaung:', longer);
    await storage.flush();
    expect([await storage.hasMore(), storage.get('gaung:a'), asked]).to.deep.equal([false, undefined, 0]);
  });
});
