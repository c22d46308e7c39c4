import { warnOnce } from './warn.ts';

/** The version of this package. */
export const VERSION = '0.1.0';

/**
 * Registers an element. Where two versions meet, the first stays and one warning names both, however many elements they have.
 *
 * @param element Its class.
 */
export function define(
  element: CustomElementConstructor,
  tag: string,
  registry: CustomElementRegistry = customElements,
): void {
  const there = registry.get(tag) as { version?: string } | undefined;
  if (!there) registry.define(tag, element);
  else if (there.version !== VERSION) {
    warnOnce(`Version ${there.version ?? 'unknown'} is registered already, so ${VERSION} is not.`);
  }
}
