const said = new Set<string>();

/** Warns in the console, once for each text, however many elements have the same trouble. */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(message.startsWith('[gaung]') ? message : `[gaung] ${message}`);
}

/** `value` where it is one of `right`, else the first of them, with one warning that names what would be right. */
export function oneOf<T extends string>(
  name: string,
  value: string | null | undefined,
  right: readonly [T, ...T[]],
): T {
  if (value === null || value === undefined || value === '') return right[0];
  const found = right.find((one) => one === value);
  if (!found) warnOnce(`${name}="${value}" is unknown; "${right[0]}" is used. Right are: ${right.join(', ')}.`);
  return found ?? right[0];
}

/** A whole number from 0 on out of an attribute, else 0, with one warning. */
export function wholeNumber(name: string, value: number | null | undefined): number {
  if (value === null || value === undefined) return 0;
  if (Number.isSafeInteger(value) && value >= 0) return value;
  warnOnce(`${name}="${value}" is no number; 0 is used. Right is a whole number from 0 on.`);
  return 0;
}
