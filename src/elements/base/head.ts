/** The address that the page's canonical link gives, if it has one and it is a web address. */
export function canonicalUrl(): URL | undefined {
  const link = document.querySelector<HTMLLinkElement>('link[rel~="canonical" i][href]');
  try {
    const url = link && new URL(link.href);
    return url?.protocol.startsWith('http') ? url : undefined;
  } catch {
    return undefined;
  }
}

/** What the page says of itself to those who share it: `og:title`, `og:image`. */
export function metaContent(property: string): string | undefined {
  return document.querySelector(`meta[property="${property}"]`)?.getAttribute('content') ?? undefined;
}

/** Calls back after changes in the head, also of one that takes the place of another. Returns the way to stop. */
export function onHeadChange(listener: () => void): () => void {
  let head: HTMLHeadElement | null | undefined;
  const observer = new MutationObserver(() => {
    observe();
    listener();
  });
  const observe = () => {
    if (head === document.head) return;
    observer.disconnect();
    head = document.head;
    // These two hear of a new head alone: their other descendants are not observed.
    for (const node of [document, document.documentElement]) if (node) observer.observe(node, { childList: true });
    if (head) observer.observe(head, { childList: true, subtree: true, attributes: true, characterData: true });
  };
  observe();
  return () => observer.disconnect();
}
