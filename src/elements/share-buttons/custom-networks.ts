import { isName } from '../../contract/index.ts';
import type { LinkNetwork } from '../../networks/network.ts';
import { cleanUrl } from '../../networks/share-content.ts';

/** What was made of a child, and of which of its attributes. */
const made = new WeakMap<Element, { readonly of: string; readonly network: LinkNetwork }>();

/**
 * A network out of `<share-network value label href icon color>`; `{url}`, `{title}` and `{text}` are filled in. The
 * same one as before, where the child is as it was.
 *
 * @param warn Is told what is wrong with it.
 */
function customNetwork(child: Element, warn: (message: string) => void): LinkNetwork | undefined {
  const [value, label, href, icon, color] = ['value', 'label', 'href', 'icon', 'color'].map((name) =>
    child.getAttribute(name),
  );
  const template = href ?? '';
  // The template itself is checked as a URL, so that what is filled in can only ever be a part of it.
  if (!isName(value) || !cleanUrl(template.replaceAll(/[{}]/g, ''), location.href)) {
    warn(
      `<share-network value="${value ?? ''}" href="${template.slice(0, 200)}"> is left out. Right are an id of a-z, 0-9 ` +
        'and -, and an http or https address with {url} and {title} in it.',
    );
    return undefined;
  }
  const of = [value, label, href, icon, color].join('\0');
  const before = made.get(child);
  if (before?.of === of) return before.network;
  const network = {
    id: value,
    name: label ?? value,
    ...(icon && { icon }),
    ...(color && { color }),
    lifecycle: 'documented',
    target: (content) => [
      template.replaceAll(/\{(url|title|text)\}/g, (_, name: 'url' | 'title' | 'text') =>
        encodeURIComponent(content[name]),
      ),
      {},
    ],
  } satisfies LinkNetwork;
  made.set(child, { of, network });
  return network;
}

/** The networks in the children of a row. Wrong ones are named and left out. */
export function customNetworks(children: Iterable<Element>, warn: (message: string) => void): LinkNetwork[] {
  return [...children].flatMap((child) =>
    child.localName === 'share-network' ? (customNetwork(child, warn) ?? []) : [],
  );
}
