/** How much is under way at a time. */
const AT_ONCE = 100;

/** Does something with each, a hundred at a time. Results are in the order of `all`. */
export async function inChunks<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}
