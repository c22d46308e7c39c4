/** The same data without a prototype anywhere, so that nothing is inherited. `__proto__` is a key as any other. */
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map((inner) => bare(inner))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bare(inner)]));
  return Object.setPrototypeOf(copy, null);
}

/**
 * Plain data as JSON, also on a page whose scripts give every array or object a `toJSON` of their own, as old libraries
 * do (Prototype before 1.7): `JSON.stringify` asks that, and arrays come out as texts.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(bare(value));
}
