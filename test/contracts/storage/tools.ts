import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { countsById, createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import type { Base, ChangeListener, Storage, VisitorId } from '../../../server/src/storage/storage.ts';

export const NOW = Date.UTC(2026, 4, 20, 8);
export const PAGE = 'news.example/a' as PageKey;
export const OTHER = 'news.example/b' as PageKey;
export const ZEROS = { version: 0, views: 0, shares: countsById([]), reactions: countsById([]) };

/** A visitor id, always the same for the same name. */
export const visitor = (name: string | number): VisitorId =>
  createHash('sha256').update(String(name)).digest().subarray(0, 16).toString('base64url') as VisitorId;

export const ANN = visitor('ann');
export const BEN = visitor('ben');

export const view = (page = PAGE, at = NOW): Interaction => ({ id: createInteractionId(), type: 'view', page, at });

export const share = (network: string, page = PAGE): Interaction => ({
  id: createInteractionId(),
  type: 'share',
  page,
  at: NOW,
  network,
});

export const react = (reactions: string[], at: number, page = PAGE): Interaction => ({
  id: createInteractionId(),
  type: 'reaction',
  page,
  at,
  reactions,
  previous: [],
});

/** What a listener was told, sorted; it must have been told page by page. */
export function toldPages(pages: Parameters<ChangeListener>[0]): PageKey[] {
  assert.notEqual(pages, 'all');
  return [...(pages as ReadonlySet<PageKey>)].toSorted();
}

/** Counts by id from an object. */
export const by = (counts: Record<string, number>) => countsById(Object.entries(counts));

export const base = (source: string, views: number, shares = {}, reactions = {}, page = PAGE): Base => ({
  type: 'base',
  page,
  source,
  views,
  shares: by(shares),
  reactions: by(reactions),
});

/** A storage and short ways to use it. */
export function toolsFor(storage: Storage) {
  return {
    storage,
    /** The counts of one page. */
    async counts(page = PAGE) {
      return (await storage.read([page])).get(page)!;
    },
    /** Records what must not be refused. */
    async record(interactions: Interaction[], by?: VisitorId, now = NOW) {
      const { counts, refused } = await storage.record({ ...(by && { visitor: by }), interactions, now });
      assert.deepEqual([...refused], []);
      return counts;
    },
  };
}

export type StorageTools = ReturnType<typeof toolsFor> & {
  /** What the storage reported of its listeners. */
  readonly reported: readonly unknown[];
  /** Another storage, empty. */
  another(): Promise<Storage>;
};

/** Declares a test with a fresh storage. */
export type StorageTest = (title: string, body: (tools: StorageTools) => Promise<void>) => void;
