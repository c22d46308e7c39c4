/** A selector of what a reader presses, which is the same in what a server rendered and in an element's own nodes. */
function selectorOf(node: Element | null | undefined): string | undefined {
  const { reaction, network } = (node as HTMLElement | null | undefined)?.dataset ?? {};
  if (reaction) return `button[data-reaction="${CSS.escape(reaction)}"]`;
  return network && `[data-network="${CSS.escape(network)}"]`;
}

/**
 * Remembers which reaction a reader presses in what a server rendered, while it is not the element's own yet. Links work
 * by themselves.
 *
 * @returns Presses it, once it is.
 */
export function rememberPress(root: ShadowRoot): () => void {
  let pressed: string | undefined;
  const onClick = (event: Event) => {
    const now = selectorOf((event.target as Element).closest('.option')?.querySelector('button'));
    if (!now) return;
    event.stopImmediatePropagation(); // The element listens, too, and may not know yet what to do.
    pressed = now === pressed ? undefined : now; // Twice is taken back.
  };
  root.addEventListener('click', onClick);
  return () => {
    root.removeEventListener('click', onClick);
    if (pressed) root.querySelector<HTMLElement>(pressed)?.click();
  };
}

/** Removes nodes, and gives the focus that was in them to what stands for it in those that stay. */
export function removeNodes(root: ShadowRoot, nodes: readonly ChildNode[]): void {
  const focused = selectorOf(root.activeElement);
  for (const node of nodes) node.remove();
  if (focused && !root.activeElement) root.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
}

/** Shows or hides a node of an element's own. By its style: elements give `hidden` ones a `display`. */
export function show(node: ChildNode, isShown: boolean): void {
  if (!(node instanceof HTMLElement)) return;
  node.style.display = isShown ? '' : 'none';
  if (!node.getAttribute('style')) node.removeAttribute('style');
}
