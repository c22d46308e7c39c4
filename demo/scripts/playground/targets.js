// @ts-check

/**
 * Lists where the links of an element lead, and follows what it renders: titles, texts and accounts travel in there.
 *
 * @param {HTMLElement} section
 * @param {HTMLElement} element
 */
export async function listTargets(section, element) {
  const list = section.querySelector('[data-targets]');
  if (!list) return;
  await customElements.whenDefined(element.localName);
  const root = element.shadowRoot;
  if (!root) return;
  const show = () => {
    const links = /** @type {HTMLAnchorElement[]} */ ([...root.querySelectorAll('a[data-network]')]);
    list.replaceChildren(
      ...links.map(({ dataset, href }) => {
        const entry = document.createElement('li');
        const name = document.createElement('strong');
        name.textContent = dataset.network ?? '';
        entry.append(name, ` ${href}`);
        return entry;
      }),
    );
  };
  new MutationObserver(show).observe(root, { childList: true, subtree: true, attributeFilter: ['href'] });
  show();
}
