import { warnOnce } from './warn.ts';

/** The version of this package. */
export const VERSION = '0.1.0';

/**
 * Registers an element. Where two versions meet, the first stays and one warning names both, however many elements they have.
 *
 * @param element Its class. One that has a name already gets the others by subclasses.
 * @throws {DOMException} SyntaxError, for what is no name of an element.
 */
export function define(
  element: CustomElementConstructor,
  tag: string,
  registry: CustomElementRegistry = customElements,
): void {
  const there = registry.get(tag) as { version?: string } | undefined;
  if (there) {
    if (there.version !== VERSION) {
      warnOnce(`Version ${there.version ?? 'unknown'} is registered already, so ${VERSION} is not.`);
    }
    return;
  }
  try {
    registry.define(tag, element);
  } catch {
    // A class can have one name in a registry; a name that is none throws again.
    registry.define(tag, class extends element {});
  }
}
