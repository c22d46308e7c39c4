import { randomBytes, randomUUID } from 'node:crypto';
import type { Interaction, PageKey, ReactionId } from 'gaung/contract';
import type { Storage, VisitorId } from '../../server/src/storage/storage.ts';
import { keyOf } from '../server/keys.ts';
import type { Engine } from './engines.ts';

/** What a row of a kind takes, with its part of indexes and of room that is free. */
export interface Bytes {
  /** An interaction's id. */
  readonly id: number;
  /** A visitor's choice on a page, beside the interaction's id. */
  readonly vote: number;
  /** When a visitor saw a page last, beside the interaction's id. */
  readonly lastView: number;
  /** One count of one page in a bucket of time, beside the interaction's id. */
  readonly bucket: number;
  /** A page with views, with its one bucket, beside the interaction's id. */
  readonly page: number;
}

/** How many pages rows are spread over. */
const PAGES = 1000;
/** Most interactions of one batch, and batches under way at a time. */
const MOST = 100;
const AT_ONCE = 64;
/** As long as the smallest bucket. */
const BUCKET_MS = 5 * 60_000;

type Made = Omit<Interaction, 'id' | 'at'>;

/** @param rows How many of each kind. */
export async function measureRows(storage: Storage, engine: Engine, rows: number): Promise<Bytes> {
  const now = Date.now();

  /** Does something so often, and says what one takes. @param many Of one batch: those of one visitor. */
  async function bytesOf(
    many: number,
    time: number,
    made: (n: number) => Made,
    visitor?: () => VisitorId,
  ): Promise<number> {
    const before = await engine.size();
    let next = 0;
    const work = async () => {
      while (next < rows) {
        const first = next;
        next += many;
        const interactions = Array.from(
          { length: Math.min(many, rows - first) },
          (_, i) => ({ ...made(first + i), id: randomUUID(), at: time }) as Interaction,
        );
        await storage.record({ interactions, now: time, ...(visitor && { visitor: visitor() }) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await storage.page(old(0)); // SQLite takes its journal into the rows for who looks at a page.
    return ((await engine.size()) - before) / rows;
  }

  const view = (page: PageKey): Made => ({ type: 'view', page });
  const visitor = () => randomBytes(16).toString('base64url') as VisitorId;
  const old = (n: number) => keyOf(n % PAGES);
  // A page that is there already, in a bucket that is there already.
  await storage.record({
    interactions: all(PAGES).map((n) => ({ ...view(old(n)), id: randomUUID(), at: now })) as never,
    now,
  });
  const id = await bytesOf(MOST, now, (n) => view(old(n)));
  const vote = await bytesOf(
    1,
    now,
    (n) => ({ type: 'reaction', page: old(n), reactions: ['love' as ReactionId] }) as Made,
    visitor,
  );
  const lastView = await bytesOf(1, now, (n) => view(old(n)), visitor);
  const page = await bytesOf(MOST, now, (n) => view(keyOf(PAGES + n)));
  // Each page that is there in the next bucket.
  const bucket = await bytesOf(MOST, now + BUCKET_MS, (n) => view(keyOf(PAGES + n)));
  const rounded = (bytes: number) => Math.round(bytes);
  return {
    id: rounded(id),
    vote: rounded(vote - id),
    lastView: rounded(lastView - id),
    bucket: rounded(bucket - id),
    page: rounded(page - id),
  };
}

const all = (many: number): number[] => Array.from({ length: many }, (_, n) => n);
