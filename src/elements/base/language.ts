import { listeners } from '../../environment/listeners.ts';

/** The language that an element stands in: the nearest `lang` of its ancestors, across shadow roots. */
export function languageOf(element: Element): string {
  for (let node: Node | null = element; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    const lang = (node as Element).getAttribute?.('lang');
    if (lang) return lang;
  }
  return navigator.language || 'en';
}

/** Calls back when a `lang` of the document changes: one observer for all elements of the page. */
export const onLanguageChange = listeners((tell) => {
  const observer = new MutationObserver(tell);
  observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
  return () => observer.disconnect();
}).listen;
