/** The wire, version 1: paths and bodies as they travel between the http adapter and a server. */

import { type PageCounts, parsePageCounts } from './counts.ts';
import type { InteractionId } from './ids.ts';
import type { Interaction } from './interactions.ts';
import type { PageKey } from './page-key.ts';
import { isRefusalCode, type RefusalCode } from './refusal-codes.ts';

/** `GET`, below the endpoint: `?p=<base64url page key>&p=…`, or `page=` in plain text for people. */
export const COUNTS_PATH = 'v1/counts';
/** `POST`, below the endpoint: an {@link InteractionsRequest} as `text/plain`. */
export const INTERACTIONS_PATH = 'v1/interactions';
/** `GET`, below the endpoint, with the query of {@link COUNTS_PATH}: server-sent events with the counts as they change. */
export const LIVE_PATH = 'v1/live';
/** The name of an event that carries a {@link CountsResponse}: first of all its pages, then of those that changed. */
export const LIVE_COUNTS_EVENT = 'counts';
/** The name of the event that says, every {@link LIVE_PING_MS}, that the connection is alive. */
export const LIVE_PING_EVENT = 'ping';
/** `visitor` of a browser that keeps nothing: the server makes a pseudonym that lasts a day at most. */
export const NO_STORAGE_VISITOR = 'none';

/**
 * The member `challenge` of an answer with status 428: what a browser is to work out before its interactions are taken.
 * It is ALTCHA's, version 2. Sent back as it came: the server keeps nothing of it.
 */
export interface ProofChallenge {
  readonly parameters: {
    /** `SHA-256`: the one that a script has everywhere. */
    readonly algorithm: string;
    /** This and the next are bytes in hex. */
    readonly nonce: string;
    readonly salt: string;
    /** How many hashes make a key. */
    readonly cost: number;
    /** In bytes. */
    readonly keyLength: number;
    /** What the key that is looked for begins with, in hex. */
    readonly keyPrefix: string;
    readonly keySignature?: string;
    /** In seconds since 1970. */
    readonly expiresAt?: number;
    /** What it is for. */
    readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  };
  readonly signature?: string;
}

/** That the work was done: the challenge and what was found. */
export interface Proof {
  readonly challenge: ProofChallenge;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

export interface InteractionsRequest {
  /** The token of an earlier answer; absent before the first, or {@link NO_STORAGE_VISITOR}. */
  readonly visitor?: string;
  /** Where the answer to the same interactions asked for one, with status 428. */
  readonly proof?: Proof;
  /** 1 to 100. */
  readonly interactions: readonly Interaction[];
}

/** Answered with 200, or with 422 when all were refused. */
export interface InteractionsResponse {
  /** To be sent along from now on; absent where none is needed. */
  readonly visitor?: string;
  readonly counts: Readonly<Record<PageKey, PageCounts>>;
  /** `id` is null where what was sent as such is no text. */
  readonly refused: readonly { readonly id: InteractionId | null; readonly code: RefusalCode }[];
}

export interface CountsResponse {
  readonly counts: Readonly<Record<PageKey, PageCounts>>;
}

/** A page key for a query: base64url (RFC 4648, section 5) of its UTF-8, so that content blockers match no words in it. */
export function encodePageKey(key: PageKey): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(key));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text behind {@link encodePageKey}, or undefined where it is no base64url of UTF-8. It may not be a page key. */
export function decodePageKey(text: string): string | undefined {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    );
  } catch {
    return undefined; // Both failures mean the same: not something that encodePageKey made.
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The counts in an answer, for the pages that were asked for; undefined where it is no such answer. */
export function parseCounts(answer: unknown, asked: Iterable<PageKey>): Map<PageKey, PageCounts> | undefined {
  if (!isObject(answer) || !isObject(answer.counts)) return undefined;
  const counts = new Map<PageKey, PageCounts>();
  for (const page of asked) {
    const parsed = Object.hasOwn(answer.counts, page) ? parsePageCounts(answer.counts[page]) : undefined;
    if (parsed) counts.set(page, parsed);
  }
  return counts;
}

/** The refusals in an answer by interaction id; undefined where it is no such answer. An unknown code reads `rejected`. */
export function parseRefused(answer: unknown): Map<InteractionId, RefusalCode> | undefined {
  if (!isObject(answer) || !Array.isArray(answer.refused)) return undefined;
  const refused = new Map<InteractionId, RefusalCode>();
  for (const entry of answer.refused as unknown[]) {
    if (!isObject(entry) || typeof entry.id !== 'string') continue;
    refused.set(entry.id, isRefusalCode(entry.code) ? entry.code : 'rejected');
  }
  return refused;
}
