import { expect } from '@open-wc/testing';
import { localStorage as adapter } from '../../src/adapters/local-storage.ts';
import { createInteractionId, type PageKey, toPageKey } from '../../src/contract/index.ts';
import { browserStorage } from '../../src/environment/local-storage.ts';
import { adapterContract } from '../../src/testing/index.ts';

const page = (): PageKey => toPageKey(`page-${createInteractionId()}`);
const share = (page: PageKey) =>
  ({ id: createInteractionId(), type: 'share', page, at: Date.now(), network: 'line' }) as const;
const alone = 'this backend knows one visitor: the reader of this browser';

describe('the local-storage adapter', () => {
  afterEach(() => globalThis.localStorage.clear());

  adapterContract({
    test: it,
    name: 'local-storage',
    capabilities: {
      views: true,
      shares: true,
      reactions: true,
      undo: true,
      idempotent: true,
      multiple: true,
      live: false,
    },
    create: () => ({ adapter: adapter(), page }),
    skip: { 'two visitors have a choice each': alone, 'two visitors are two views': alone },
  });

  it('finds again what it kept, as after a reload', async () => {
    const one = share(page());
    await adapter().record([one]);
    const counts = await adapter().read([one.page]);
    expect(counts.get(one.page)?.shares?.line).to.equal(1);
    await adapter().record([one]);
    expect((await adapter().read([one.page])).get(one.page)?.shares?.line).to.equal(1);
  });

  it('keeps everything under names that begin with gaung', async () => {
    await adapter().record([share(page())]);
    const names = Object.keys(globalThis.localStorage);
    expect(names.length).to.be.above(0);
    expect(names.filter((name) => !name.startsWith('gaung:'))).to.deep.equal([]);
  });

  it('starts anew where what was kept is broken', async () => {
    const one = share(page());
    for (const broken of ['', '{', 'null', '[]', '1', '{"votes":null,"applied":1,"shares":{"line":"many"}}']) {
      globalThis.localStorage.setItem(`gaung:page:${one.page}`, broken);
      expect((await adapter().read([one.page])).get(one.page), broken).to.deep.include({ version: 0, views: 0 });
      const { counts } = await adapter().record([share(one.page)]);
      expect(counts.get(one.page)?.shares?.line, broken).to.equal(1);
    }
  });

  it('goes on in memory where the browser is full', async () => {
    const { prototype } = Storage;
    const { setItem } = prototype;
    prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const full = adapter();
      const one = share(page());
      await full.record([one, share(one.page)]);
      expect((await full.read([one.page])).get(one.page)?.shares?.line).to.equal(2);
    } finally {
      prototype.setItem = setItem;
    }
  });
});

describe('browserStorage', () => {
  const { getItem, setItem, removeItem } = Storage.prototype;
  afterEach(() => {
    Object.assign(Storage.prototype, { getItem, setItem, removeItem });
    globalThis.localStorage.clear();
  });

  it('keeps in memory what the browser refuses, whatever of it is refused', () => {
    const refuse = (): never => {
      throw new DOMException('refused', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: refuse, setItem: refuse, removeItem: refuse });
    const storage = browserStorage();
    expect(storage.get('gaung:a')).to.equal(undefined);
    expect(storage.set('gaung:a', '1')).to.equal(false);
    expect([storage.get('gaung:a'), storage.keys('gaung:')]).to.deep.equal(['1', ['gaung:a']]);
    storage.remove('gaung:a');
    expect(storage.get('gaung:a')).to.equal(undefined);
  });
});
