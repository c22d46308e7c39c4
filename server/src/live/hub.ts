import { LIVE_PING_MS, type PageCounts, type PageKey } from 'gaung/contract';
import { pageMember } from '../json.ts';
import { describeError, type Log } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import { Connection, UNREAD_BYTES } from './connection.ts';
import { countsEvent, PING, retryField, toBytes } from './events.ts';
import { type Sink, StreamSink } from './sink.ts';
import { platformTimers, type Timers } from './timers.ts';

/** Between two events of a page: at most four a second. */
export const TICK_MS = 250;
/** Until the storage is asked again after it failed. */
const STORAGE_RETRY_MS = 1000;
/** Most pages in one read: bounds how long an embedded storage stands in the way of others. The rest is next. */
const PAGES_PER_TICK = 1000;
/** When readers come back after a restart: spread, so that not all come in the same second. */
const RETRY_MS = { least: 2000, most: 8000 };

export interface HubOptions {
  readonly storage: Storage;
  readonly log: Log;
  readonly timers?: Timers;
}

/**
 * Knows who watches which pages, and sends them counts as they change.
 *
 * Made for many readers of few pages: whatever happens within a tick is one read of the storage, each changed page is
 * written as JSON once, and readers of the same pages share the same bytes. No reader has a timer of their own.
 */
export interface Hub {
  /** Readers at present. */
  readonly connections: number;
  /** Pages at present that somebody watches. */
  readonly pages: number;
  /**
   * A stream of events for one reader: a snapshot of the pages, then what changes.
   *
   * @param cut Breaks the reader's connection, where the runtime can: sooner than by an error in the stream.
   * @throws {StorageError} where the snapshot cannot be read.
   */
  open(pages: readonly PageKey[], cut?: () => void): Promise<ReadableStream<Uint8Array>>;
  /**
   * The same into a sink of the runtime's.
   *
   * @param begin Called before the first event.
   * @returns To be called when the reader leaves.
   * @throws {StorageError} where the snapshot cannot be read; nothing has begun then.
   */
  join(pages: readonly PageKey[], sink: Sink, begin?: () => void): Promise<() => void>;
  /** Ends all streams and watches the storage no more. */
  close(): void;
}

export function createHub({ storage, log, timers = platformTimers }: HubOptions): Hub {
  const connections = new Set<Connection>();
  const watchers = new Map<PageKey, Set<Connection>>();
  /** Watched pages that have changed, in the order in which they did: none is passed over for a busier one. */
  const dirty = new Set<PageKey>();
  let lastTick = Number.NEGATIVE_INFINITY;
  let isReading = false;
  let isFailing = false;
  let callOffTick: (() => void) | undefined;
  let callOffPing: (() => void) | undefined;

  const stopWatching = storage.watch((changed) => {
    // An import may have changed many pages, and readers may watch many: whichever are fewer.
    if (changed === 'all') {
      for (const page of watchers.keys()) dirty.add(page);
    } else if (changed.size < watchers.size) {
      for (const page of changed) if (watchers.has(page)) dirty.add(page);
    } else {
      for (const page of watchers.keys()) if (changed.has(page)) dirty.add(page);
    }
    schedule(TICK_MS);
  });

  /** @param gap At least so many ms after the tick before. After a quiet time the first change goes out at once. */
  function schedule(gap: number): void {
    if (dirty.size === 0 || isReading || callOffTick) return;
    callOffTick = timers.after(Math.max(0, lastTick + gap - timers.now()), () => {
      callOffTick = undefined;
      void tick();
    });
  }

  async function tick(): Promise<void> {
    const pages = [...dirty].slice(0, PAGES_PER_TICK);
    if (pages.length === 0) return; // Whoever watched them has left.
    for (const page of pages) dirty.delete(page);
    isReading = true;
    let gap = TICK_MS;
    try {
      deliver(await storage.read(pages));
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn('live-read-failed', { error: describeError(error) });
      isFailing = true;
      for (const page of pages) if (watchers.has(page)) dirty.add(page);
      gap = STORAGE_RETRY_MS;
    }
    isReading = false;
    lastTick = timers.now();
    schedule(gap);
  }

  function deliver(counts: ReadonlyMap<PageKey, PageCounts>): void {
    /** The changed pages of each reader, in the order of the pages: the same text for the same pages. */
    const news = new Map<Connection, string>();
    for (const page of [...counts.keys()].toSorted()) {
      const member = pageMember(page, counts.get(page)!);
      for (const connection of watchers.get(page) ?? []) {
        const before = news.get(connection);
        news.set(connection, before === undefined ? member : `${before},${member}`);
      }
    }
    const events = new Map<string, Uint8Array>();
    for (const [connection, members] of news) {
      const event = events.get(members) ?? toBytes(countsEvent(members));
      events.set(members, event);
      if (connection.send(event) === 'too-slow') drop(connection);
    }
  }

  function pingLater(): void {
    callOffPing ??= timers.after(LIVE_PING_MS, () => {
      callOffPing = undefined;
      for (const connection of connections) if (connection.ping(PING) === 'too-slow') drop(connection);
      if (connections.size > 0) pingLater();
    });
  }

  function add(connection: Connection): void {
    connections.add(connection);
    for (const page of connection.pages) {
      const others = watchers.get(page);
      if (others) others.add(connection);
      else watchers.set(page, new Set([connection]));
    }
    pingLater();
  }

  function remove(connection: Connection): void {
    if (!connections.delete(connection)) return;
    for (const page of connection.pages) {
      const others = watchers.get(page);
      others?.delete(connection);
      if (others?.size !== 0) continue;
      watchers.delete(page);
      dirty.delete(page);
    }
    if (connections.size === 0) callOffAll();
  }

  function callOffAll(): void {
    callOffTick?.();
    callOffPing?.();
    callOffTick = callOffPing = undefined;
  }

  function drop(connection: Connection): void {
    remove(connection);
    connection.cut();
    log.info('live-dropped', { reason: 'too slow' });
  }

  async function join(pages: readonly PageKey[], sink: Sink, begin?: () => void): Promise<() => void> {
    const connection = new Connection(pages, sink);
    add(connection); // Before the snapshot is read: what changes meanwhile is not missed.
    try {
      const counts = await storage.read(pages);
      const members = [...counts.keys()].toSorted().map((page) => pageMember(page, counts.get(page)!));
      const { least, most } = RETRY_MS;
      const retry = retryField(Math.round(least + Math.random() * (most - least)));
      begin?.();
      connection.open(toBytes(retry + countsEvent(members.join(','))));
    } catch (error) {
      remove(connection);
      throw error;
    }
    return () => {
      connection.leave();
      remove(connection);
    };
  }

  return {
    get connections() {
      return connections.size;
    },
    get pages() {
      return watchers.size;
    },
    async open(pages, cut) {
      const sink = new StreamSink(UNREAD_BYTES, cut);
      const leave = await join(pages, sink);
      sink.onLeave = leave;
      return sink.stream;
    },
    join,
    close() {
      stopWatching();
      for (const connection of connections) {
        remove(connection);
        connection.end();
      }
      callOffAll();
    },
  };
}
