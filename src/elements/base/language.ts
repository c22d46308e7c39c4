/** The language that an element stands in: the nearest `lang` of its ancestors, across shadow roots. */
export function languageOf(element: Element): string {
  for (let node: Node | null = element; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    const lang = (node as Element).getAttribute?.('lang');
    if (lang) return lang;
  }
  return navigator.language || 'en';
}

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** Calls back when a `lang` of the document changes: one observer for all elements of the page. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const one of [...listeners]) one();
    });
    observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
