import type { PageCounts, ReadOptions } from '../contract/index.ts';

/** Requests under way at a time: a browser has six connections for each server by HTTP/1.1. */
const AT_A_TIME = 6;

/**
 * Reads in several requests: a page whose request failed is absent.
 *
 * @param parts What each request asks for.
 * @param read Makes one request; gives the counts of its pages, by what the backend knows them by.
 * @throws The first failure, where all failed; the signal's reason, where it was given up.
 */
export async function readParts<Part, Key extends string>(
  parts: readonly Part[],
  read: (part: Part) => Promise<Iterable<readonly [Key, PageCounts]>>,
  { signal }: ReadOptions = {},
): Promise<Map<Key, PageCounts>> {
  signal?.throwIfAborted();
  const counts = new Map<Key, PageCounts>();
  const failures: unknown[] = [];
  const waiting = [...parts];
  const work = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      try {
        for (const entry of await read(part)) counts.set(...entry);
      } catch (cause) {
        signal?.throwIfAborted();
        failures.push(cause);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  if (failures.length > 0 && failures.length === parts.length) throw failures[0];
  return counts;
}
