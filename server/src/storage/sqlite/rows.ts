/** How values lie in the rows of an SQLite file. */
import { createHash } from 'node:crypto';
import type { InteractionId } from 'gaung/contract';
import { BUCKET_MS, BUCKET_SIZES, type BucketSize } from '../rules/buckets.ts';
import type { Kind, NamedCount } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';

/** As in the `kind` column. */
export const KINDS: readonly Kind[] = ['view', 'share', 'reaction'];
export const kindCode = (kind: Kind): number => KINDS.indexOf(kind);

export const interactionBytes = (id: InteractionId) =>
  Buffer.from(id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24), 'hex');
export const visitorBytes = (visitor: VisitorId): Uint8Array => Buffer.from(visitor, 'base64url');
/** What is left of a visitor who was forgotten. */
export const forgottenBytes = (visitor: VisitorId): Uint8Array =>
  createHash('sha256').update('forgotten:').update(visitorBytes(visitor)).digest();

export const toReactions = (text: string): string[] => (text === '' ? [] : text.split(' '));

export type CountRow = { kind: number; name: string; count: number };
export const toNamedCount = ({ kind, name, count }: CountRow): NamedCount => [KINDS[kind]!, name, count];

/** The name of a bucket's size in ms. */
export const sizeName = (ms: number): BucketSize => BUCKET_SIZES.find((size) => BUCKET_MS[size] === ms)!;
