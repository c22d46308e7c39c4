/** Runs tasks, at most `limit` of them at the same time. Results are in the order of the tasks. */
export async function inFlight<Result>(limit: number, tasks: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]!();
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
