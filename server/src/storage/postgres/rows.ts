/** How values lie in the rows of a PostgreSQL database, and come from them. */
import { createHash } from 'node:crypto';
import { BUCKET_MS, BUCKET_SIZES, type BucketSize } from '../rules/buckets.ts';
import type { Kind, NamedCount } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';
import type { Row } from './connections.ts';

/** As in the `kind` column. */
const KINDS: readonly Kind[] = ['view', 'share', 'reaction'];
export const kindCode = (kind: Kind): number => KINDS.indexOf(kind);

export const visitorBytes = (visitor: VisitorId): Buffer => Buffer.from(visitor, 'base64url');
export const toVisitor = (bytes: unknown): VisitorId => (bytes as Buffer).toString('base64url') as VisitorId;

/** What is left of a visitor who was forgotten; the same in every engine. */
export const forgottenBytes = (visitor: VisitorId): Buffer =>
  createHash('sha256').update('forgotten:').update(visitorBytes(visitor)).digest();

export const toReactions = (text: unknown): string[] => (text === '' ? [] : (text as string).split(' '));

export const toNamedCount = ({ kind, name, count }: Row): NamedCount => [
  KINDS[kind as number]!,
  name as string,
  count as number,
];

/** The name of a bucket's size in ms. */
export const sizeName = (ms: unknown): BucketSize => BUCKET_SIZES.find((size) => BUCKET_MS[size] === ms)!;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days since 1970. */
export const dayOf = (time: number): number => Math.floor(time / DAY_MS);
export const dayStart = (day: number): number => day * DAY_MS;
