/** The few assertions that the contract needs, so that it runs under any test runner, in Node and in browsers. */

/** Any value as text: maps as lists of pairs, the keys of objects in one order, so that what is equal reads the same. */
function show(value: unknown): string {
  const plain = (_: string, one: unknown): unknown => {
    if (one instanceof Map) return [...one];
    if (one instanceof Error) return String(one);
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(value, plain) ?? 'nothing';
}

/** @param what Says what ought to be true: `the views of the page`. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (show(actual) !== show(expected)) throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}.`);
}

/** @param what The sentence that is not true where it fails. */
export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Not so: ${what}.`);
}

/** The reason for which a promise rejects. */
export async function rejection(promise: Promise<unknown>, what: string): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (reason: unknown) => ({ reason }),
  );
  if ('reason' in outcome) return outcome.reason;
  throw new Error(`${what}: expected a rejection, got ${show(outcome.value)}.`);
}
