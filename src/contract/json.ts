/** The same data without a prototype anywhere, so that nothing is inherited. */
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isArray = Array.isArray(value);
  const copy = (isArray ? [] : {}) as Record<string, unknown>;
  Object.setPrototypeOf(copy, null);
  for (const key of Object.keys(value)) {
    // Defined rather than assigned: `__proto__` is a key as any other.
    const inner = bare((value as Record<string, unknown>)[key]);
    Object.defineProperty(copy, key, { value: inner, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}

/**
 * Plain data as JSON, also on a page whose scripts give every array or object a `toJSON` of their own, as old libraries
 * do (Prototype before 1.7): `JSON.stringify` asks that, and arrays come out as texts.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(bare(value));
}
