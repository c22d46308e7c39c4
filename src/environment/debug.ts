let isOn = false;

/** Turns the explaining of each step on or off, for all of this module's document. */
export function setDebug(isWanted: boolean): void {
  isOn = isWanted;
}

/** Explains a step in the console; undefined where nobody wants to know, so that no text is made for nobody. */
export function debugOf(scope: string): ((step: string, details?: unknown) => void) | undefined {
  return isOn ? (step, details) => console.debug(`[gaung] [${scope}] ${step}`, details ?? '') : undefined;
}
