let region: HTMLElement | undefined;
let last = '';

/** The one polite live region of the page, in a closed shadow root where no style of the page can show it. */
function liveRegion(): HTMLElement {
  if (region?.isConnected) return region;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ':host{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;inline-size:1px!important;' +
      'block-size:1px!important;overflow:hidden!important;clip-path:inset(50%)!important;pointer-events:none!important}',
  );
  root.adoptedStyleSheets = [sheet];
  region = document.createElement('div');
  region.setAttribute('role', 'status');
  root.append(region);
  document.body.append(host);
  return region;
}

/** Says `text` to screen readers, once the reader pauses. The same text twice at the same moment is said once. */
export function say(text: string, lang: string): void {
  if (text === last) return;
  last = text;
  const target = liveRegion();
  target.lang = lang;
  target.textContent = '';
  // A change is heard only when the region was there, and empty, in the frame before.
  setTimeout(() => {
    if (last !== text) return; // Something newer waits to be said.
    target.textContent = text;
    last = '';
  }, 100);
}
