import { expect } from '@open-wc/testing';
import { GaungError } from '../../src/contract/index.ts';
import { begin, watch } from './support/story.ts';
import { settled } from './support/world.ts';

describe('store: answers that come in the wrong order', () => {
  it('never replaces newer counts by older ones', async () => {
    const { backend, store, sees } = begin();
    const reader = watch(store);
    await settled();
    store.share('a', 'copy');
    await settled();
    await backend.lastRecord.answer({ a: { version: 9, views: 9, shares: { copy: 1 } } });
    expect(reader.news().at(-1)).to.equal('ready views=9 share:copy=1');
    await backend.lastRead.answer({ a: { version: 8, views: 8, shares: {} } });
    expect(reader.news(), 'nothing changed, nobody is told').to.be.empty;
    expect(sees()).to.equal('ready views=9 share:copy=1');
  });

  it('drops a read that was asked before the counts came, where the backend knows no versions', async () => {
    const { backend, store, sees } = begin();
    watch(store);
    await settled();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 0, reactions: { love: 6 } } });
    await backend.lastRead.answer({ a: { version: 0, reactions: { love: 5 } } });
    expect(sees()).to.equal('ready love=6 mine=love');
    expect(backend.reads).to.have.length(1);
  });

  it('takes a later read of a backend without versions', async () => {
    const { backend, store, sees } = begin();
    const reader = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 0, views: 3 } });
    reader.stop();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 0, views: 2 } });
    expect(sees(), 'its numbers may fall: the newest answer is right').to.equal('ready views=2');
  });

  it('drops a read that may or may not hold the tap that is on its way', async () => {
    const { backend, store, sees } = begin();
    const first = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, reactions: { love: 5 } } });
    first.stop();
    const reader = watch(store); // asks anew
    await settled();
    store.react('a', ['love']);
    await settled();
    expect(reader.news()).to.deep.equal(['ready love=6 mine=love']);
    await backend.lastRead.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news(), 'never 7').to.be.empty;
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6 mine=love']);
    expect(sees()).to.equal('ready love=6 mine=love');
  });
});

describe('store: a read while something waits', () => {
  /** A page whose tap waits because the backend asked to be left alone, and a reader who comes back to it. */
  async function waiting(isSent: boolean) {
    const story = begin();
    const first = watch(story.store);
    await settled();
    await story.backend.lastRead.answer({ a: { version: 3, reactions: { love: 5 } } });
    if (!isSent) story.store.share('b', 'copy');
    else story.store.react('a', ['love']);
    await settled();
    await story.backend.lastRecord.fail(new GaungError('fake', 'Slow down.', { retryAfter: 60_000 }));
    if (!isSent) story.store.react('a', ['love']);
    first.stop();
    const reader = watch(story.store);
    await settled();
    return { ...story, reader };
  }

  it('is taken where the tap was not sent: the answer cannot hold it', async () => {
    const { backend, reader } = await waiting(false);
    await backend.lastRead.answer({ a: { version: 9, reactions: { love: 8 } } });
    expect(reader.news()).to.deep.equal(['ready love=9 mine=love waiting']);
  });

  it('is dropped where the tap may have been counted, but the page is not failing any more', async () => {
    const { backend, reader, sees } = await waiting(true);
    expect(sees()).to.equal('ready love=6 mine=love waiting error');
    await backend.lastRead.answer({ a: { version: 9, reactions: { love: 8 } } });
    expect(reader.news()).to.deep.equal(['ready love=6 mine=love waiting']);
  });

  it('is taken where a view may have been counted: views are never laid over', async () => {
    const { backend, store } = begin();
    const first = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    store.view('a');
    await settled();
    await backend.lastRecord.fail();
    first.stop();
    const reader = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 2, views: 2 } });
    expect(reader.news()).to.deep.equal(['ready views=2']);
  });
});
