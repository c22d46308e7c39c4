/** The version of this package. */
export const VERSION = '0.1.0';

/**
 * Registers an element. Where two versions meet, the first stays and a warning names both.
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
    console.warn(
      `[gaung] <${tag}> is there already, in version ${there.version ?? 'unknown'}; version ${VERSION} is not registered.`,
    );
  }
}
