let isOn = false;

/** Turns the explaining of each step on or off, for all of this module's document. */
export function setDebug(isWanted: boolean): void {
  isOn = isWanted;
}

/** Explains a step in the console, where a developer wants to know. */
export function debugLog(step: string, details?: unknown): void {
  if (isOn) console.debug(`[gaung] [store] ${step}`, details ?? '');
}
