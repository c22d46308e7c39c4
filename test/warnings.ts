/** Runs `body` and gives what was warned meanwhile. */
export async function warnings(body: () => unknown): Promise<string[]> {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (...args: unknown[]) => void said.push(args.map(String).join(' '));
  try {
    await body();
  } finally {
    console.warn = warn;
  }
  return said;
}
