/** The hub of the live counts on a clock of the test's. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LIVE_PING_MS, type PageKey } from 'gaung/contract';
import { NOW, OTHER, PAGE, share, view } from '../../test/contracts/storage/tools.ts';
import { UNREAD_BYTES } from '../src/live/connection.ts';
import { createHub, TICK_MS } from '../src/live/hub.ts';
import { silentLog } from '../src/log.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { type ChangeListener, type Storage, StorageError } from '../src/storage/storage.ts';
import { eventStream } from './event-stream.ts';
import { fakeTimers, settle } from './fake-timers.ts';

/** A hub on a storage whose reads are listed, and whose reads can be held up or fail. */
function setUp() {
  const storage = memoryStorage();
  const reads: PageKey[][] = [];
  const logged: string[] = [];
  let before: () => Promise<void> | void = () => {};
  let tell: ChangeListener = () => {};
  const watched: Storage = {
    ...storage,
    async read(pages) {
      reads.push([...pages]);
      await before();
      return storage.read(pages);
    },
    watch(listener) {
      tell = listener;
      return storage.watch(listener);
    },
  };
  const timers = fakeTimers();
  const log = {
    ...silentLog,
    warn: (event: string) => logged.push(event),
    info: (event: string) => logged.push(event),
  };
  const hub = createHub({ storage: watched, log, timers });
  const open = async (pages: readonly PageKey[], cut?: () => void) => {
    const events = eventStream(new Response(await hub.open(pages, cut)));
    return { ...events, snapshot: await events.next() };
  };
  const record = (...interactions: Parameters<Storage['record']>[0]['interactions']) =>
    storage.record({ interactions, now: NOW });
  return {
    ...{ hub, timers, reads, logged, open, record },
    /** Says that any page may have changed. */
    tellAll: () => tell('all'),
    /** Something that every read does first. */
    beforeReads: (work: typeof before) => {
      before = work;
    },
  };
}

const views = (event: { data: { counts: Record<string, { views: number }> } }) =>
  Object.entries(event.data.counts).map(([page, { views }]) => `${page} ${views}`);

it('begins with a snapshot, and sends a change at once', async () => {
  const { hub, open, record, timers, reads } = setUp();
  await record(view());
  const reader = await open([OTHER, PAGE]);
  assert.deepEqual(views(reader.snapshot), ['news.example/a 1', 'news.example/b 0']);
  assert.equal(reader.snapshot.type, 'counts');
  assert.ok(reader.snapshot.retry! >= 2000 && reader.snapshot.retry! <= 8000);
  await record(view());
  await timers.pass(0);
  assert.deepEqual(views(await reader.next()), ['news.example/a 2']);
  assert.deepEqual(reads, [[OTHER, PAGE], [PAGE]]);
  hub.close();
});

it('reads all that is watched again where any of it may have changed', async () => {
  const { hub, open, timers, reads, tellAll } = setUp();
  const reader = await open([OTHER, PAGE]);
  tellAll();
  await timers.pass(TICK_MS);
  assert.deepEqual(views(await reader.next()), ['news.example/a 0', 'news.example/b 0']);
  assert.deepEqual(reads[1]?.toSorted(), [PAGE, OTHER]);
  hub.close();
});

it('sends four events a second at most, and always the last value', async () => {
  const { open, record, timers, reads } = setUp();
  const reader = await open([PAGE]);
  reads.length = 0;
  let events = 0;
  for (let ms = 0; ms < 2000; ms += 10) {
    await record(view(), view());
    await timers.pass(10);
    events = reader.rest.length;
    assert.ok(events <= 1 + (ms + 10) / TICK_MS, `${events} events after ${ms + 10} ms`);
  }
  assert.ok(events >= 7, `only ${events} events`);
  assert.equal(reads.length, events, 'one read an event, whatever happened between them');
  await timers.pass(TICK_MS);
  assert.deepEqual(views(reader.rest.at(-1)!), ['news.example/a 400']);
  assert.deepEqual(timers.due, [LIVE_PING_MS - 2250], 'nothing runs while nothing changes');
});

it('joins pages that change together, and sends each reader those that they watch', async () => {
  const { open, record, timers, reads } = setUp();
  const pages = ['10', '9', 'c', '__proto__'] as PageKey[];
  const [all, one, none] = [await open(pages), await open(['c' as PageKey]), await open(['d' as PageKey])];
  reads.length = 0;
  for (const page of pages) await record(view(page));
  await record(view('nobody-watches-it' as PageKey));
  await timers.pass(0);
  assert.deepEqual(reads, [['10', '9', 'c', '__proto__']]);
  assert.deepEqual(all.rest.length, 1);
  assert.deepEqual(views(all.rest[0]!), ['9 1', '10 1', '__proto__ 1', 'c 1']);
  assert.deepEqual(one.rest.map(views), [['c 1']]);
  assert.deepEqual(none.rest, []);
});

it('shares the bytes of an event among its readers', async () => {
  const { hub, record, timers } = setUp();
  const readers = await Promise.all(
    [[PAGE], [PAGE], [PAGE, OTHER]].map(async (pages) => (await hub.open(pages)).getReader()),
  );
  for (const reader of readers) await reader.read();
  await record(view());
  await timers.pass(0);
  const [first, second, third] = await Promise.all(readers.map(async (reader) => (await reader.read()).value));
  assert.ok(first && first === second && first === third);
});

it('misses nothing between the snapshot and the first event', async () => {
  const { hub, record, timers, beforeReads } = setUp();
  let letIn = () => {};
  beforeReads(() => new Promise((resolve) => (letIn = resolve)));
  const opening = hub.open([PAGE]);
  const snapshotRead = letIn;
  beforeReads(() => {});
  await record(view());
  await timers.pass(0); // The event of this view is ready before the snapshot is.
  await record(share('x'));
  snapshotRead();
  const reader = eventStream(new Response(await opening));
  await timers.pass(TICK_MS);
  const events = [await reader.next(), await reader.next(), await reader.next()];
  assert.ok(events[0]!.retry, 'the snapshot is the first');
  assert.deepEqual(views(events[0]!), ['news.example/a 1']);
  assert.deepEqual(
    events.map(({ data }) => data.counts[PAGE].version),
    [2, 1, 2],
  );
});

it('says every 20 s that it is alive, by one timer for all', async () => {
  const { hub, open, timers } = setUp();
  const readers = [await open([PAGE]), await open([OTHER]), await open([PAGE])];
  assert.deepEqual(timers.due, [LIVE_PING_MS]);
  await timers.pass(3 * LIVE_PING_MS);
  const ping = { type: 'ping', data: {} };
  for (const { rest } of readers) assert.deepEqual(rest, [ping, ping, ping]);
  for (const reader of readers) await reader.close();
  assert.deepEqual([hub.connections, hub.pages, timers.due], [0, 0, []]);
});

it('is empty once all have left, whatever was under way', async () => {
  const { hub, open, record, timers, reads } = setUp();
  const [one, two] = [await open([PAGE, OTHER]), await open([PAGE])];
  assert.deepEqual([hub.connections, hub.pages], [2, 2]);
  await one.close();
  assert.deepEqual([hub.connections, hub.pages], [1, 1]);
  await record(view());
  await two.close();
  reads.length = 0;
  await timers.pass(60_000);
  assert.deepEqual([hub.connections, hub.pages, timers.due, reads], [0, 0, [], []]);
});

it('drops who does not take what waits for them, and nobody else', async () => {
  const { hub, open, record, timers, logged } = setUp();
  const good = await open([PAGE]);
  let cut = 0;
  const stuck = await hub.open([PAGE], () => void cut++);
  const alsoStuck = (await hub.open([PAGE])).getReader(); // On a runtime that cannot cut.
  let sent = 0;
  for (let i = 0; hub.connections > 1; i++) {
    await record(share(`network-${i % 150}-with-a-long-name`)); // Events of several KiB.
    await timers.pass(TICK_MS);
    sent += JSON.stringify(good.rest.at(-1)!.data).length;
    assert.ok(sent < 3 * UNREAD_BYTES, 'it keeps more and more of what is not read');
  }
  assert.ok(sent > UNREAD_BYTES, 'who is only a little behind is kept');
  assert.equal(cut, 1);
  assert.equal(stuck.locked, false);
  await assert.rejects(alsoStuck.read(), /does not keep up/);
  assert.deepEqual(logged, ['live-dropped', 'live-dropped']);
  await record(view());
  await timers.pass(TICK_MS);
  assert.deepEqual(views(good.rest.at(-1)!), ['news.example/a 1']);
});

it('drops who reads nothing between two signs of life', async () => {
  const { hub, timers, open } = setUp();
  await open([PAGE]);
  let cut = 0;
  await hub.open([PAGE], () => void cut++);
  await timers.pass(LIVE_PING_MS);
  assert.equal(cut, 0);
  await timers.pass(LIVE_PING_MS);
  assert.deepEqual([cut, hub.connections], [1, 1]);
});

it('tries again when the storage fails, and says so once in the log', async () => {
  const { open, record, timers, logged, beforeReads } = setUp();
  const reader = await open([PAGE]);
  beforeReads(() => {
    throw new StorageError('away');
  });
  await record(view());
  await timers.pass(0);
  await timers.pass(1000);
  assert.deepEqual([logged, reader.rest], [['live-read-failed'], []]);
  beforeReads(() => {});
  await timers.pass(1000);
  assert.deepEqual(reader.rest.map(views), [['news.example/a 1']]);
});

it('keeps nothing of a reader whose snapshot cannot be read', async () => {
  const { hub, timers, beforeReads } = setUp();
  beforeReads(() => {
    throw new StorageError('away');
  });
  await assert.rejects(hub.open([PAGE]), StorageError);
  assert.deepEqual([hub.connections, hub.pages, timers.due], [0, 0, []]);
});

it('passes no page over when very many change', async () => {
  const { hub, record, timers, reads } = setUp();
  const pages = Array.from({ length: 2500 }, (_, i) => `page-${i}` as PageKey);
  const streams: ReadableStream<Uint8Array>[] = [];
  for (let i = 0; i < pages.length; i += 100) streams.push(await hub.open(pages.slice(i, i + 100)));
  reads.length = 0;
  await record(...pages.map((page) => view(page)));
  await timers.pass(4 * TICK_MS);
  assert.deepEqual(
    reads.map(({ length }) => length),
    [1000, 1000, 500],
  );
  assert.deepEqual(reads.flat(), pages);
  await Promise.all(streams.map((stream) => stream.cancel()));
});

it('ends all streams when it is closed, and hears no more of the storage', async () => {
  const { hub, open, record, timers, reads } = setUp();
  const [one, two] = [await open([PAGE]), await open([OTHER])];
  let cut = 0;
  await hub.open([PAGE], () => void cut++); // Reads nothing: the end would wait for them.
  hub.close();
  await Promise.all([one.ended, two.ended]);
  assert.deepEqual([cut, hub.connections, hub.pages, timers.due], [1, 0, 0, []]);
  reads.length = 0;
  await record(view());
  await settle();
  assert.deepEqual([reads, timers.due], [[], []]);
});
