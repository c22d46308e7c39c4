/**
 * Opens an address in a window of its own that knows nothing of this page. Opens `about:blank` first, cuts its opener
 * and only then lets it go there: `noopener` alone would not tell whether the browser blocked it.
 *
 * @param features As for `window.open`; empty for a tab.
 * @returns Whether it opened: false where the browser blocks windows, as in-app browsers do.
 */
export function openWindow(href: string, features = ''): boolean {
  const opened = window.open('about:blank', '_blank', features);
  if (!opened) return false;
  opened.opener = null;
  opened.location.replace(href);
  return true;
}
