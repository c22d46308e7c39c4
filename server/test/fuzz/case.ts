import type { Sent } from '../expected-counts.ts';

/** An interaction that must count once its request is acknowledged. @see createExpectation */
export interface Counting {
  readonly interaction: Sent;
  readonly by: string;
}

/** One request of the fuzz, and all that is known beforehand of its answer. */
export interface Case {
  /** Names the rule of the grammar that made it. */
  readonly what: string;
  readonly request: HttpRequest | RawRequest;
  /** The status that it must have; absent: any below 500, or none where it is raw. */
  readonly status?: number;
  /** What it counts, where its status is 200, 303 or 422; nothing else may be counted by it. */
  readonly counts?: readonly Counting[];
  /** How many of its interactions are refused. */
  readonly refused?: number;
}

/** What a client library lets one send. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Bytes on a connection of its own. */
export interface RawRequest {
  /** Sent one after the other, each in a packet of its own. */
  readonly pieces: readonly Buffer[];
  /** What follows the last piece; default: the answer is waited for. */
  readonly ending?: 'half-close' | 'cut';
  /** How many whole answers there are to wait for; absent: until the server closes, or a short while. */
  readonly answers?: number;
}
