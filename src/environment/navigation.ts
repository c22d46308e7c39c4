/** How the reader came to where they are: by a link or a script, by reloading, or through the browser's history. */
export type NavigationType = 'navigate' | 'reload' | 'back_forward';

interface Navigated {
  readonly type: NavigationType;
  readonly path: string;
  readonly query: string;
}

let latest: Navigated | undefined;

/** How the document was loaded. */
function loaded(): Navigated {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const { pathname: path, search: query } = new URL(entry?.name ?? '', location.href);
  const { wasDiscarded } = document as Document & { wasDiscarded?: boolean };
  const type = wasDiscarded ? 'reload' : entry?.type;
  return { type: type === 'reload' || type === 'back_forward' ? type : 'navigate', path, query };
}

/** Whoever hears of a navigation within the document says so, and of which type it was. */
export function navigated(type: NavigationType, isReplaced = false): void {
  if (!latest) {
    latest = loaded();
    // Heard for as long as the document lives: elements come and go, and nothing tells afterwards that it was this way.
    addEventListener('popstate', () => navigated('back_forward'));
  }
  const { pathname: path, search: query } = location;
  // A router that only tidies the query up, with replaceState after a reload, does not make that a visit.
  const isElsewhere = path !== latest.path || (query !== latest.query && !isReplaced);
  latest = { type: isElsewhere ? type : latest.type, path, query };
}

/** The type of the latest navigation, of the document or within it. */
export function navigationType(): NavigationType {
  navigated('navigate', true); // An address that changed while nobody heard it, and not through the browser's history.
  return latest!.type;
}
