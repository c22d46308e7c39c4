/** How much is under way at a time, where it is little. */
const AT_ONCE = 100;

/** Does something with each, so many at a time. Results are in the order of `all`. */
export async function inChunks<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
  atOnce = AT_ONCE,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < all.length; from += atOnce) {
    results.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))));
  }
  return results;
}
