import { isName } from '../../contract/index.ts';
import type { LinkNetwork, ShareContent } from '../../networks/network.ts';
import { cleanUrl } from '../../networks/share-content.ts';
import { warnOnce } from '../base/warn.ts';

/** A network out of `<share-network value label href icon color>`; `{url}`, `{title}` and `{text}` are filled in. */
export interface CustomNetwork extends Omit<LinkNetwork, 'target'> {
  readonly href: (content: ShareContent) => string;
}

/** The networks in the children of a row. Wrong ones are named once and left out. */
export function customNetworks(children: Iterable<Element>): CustomNetwork[] {
  return [...children].flatMap((child) => {
    if (child.localName !== 'share-network') return [];
    const value = child.getAttribute('value');
    const template = child.getAttribute('href') ?? '';
    // The template itself is checked as a URL, so that what is filled in can only ever be a part of it.
    if (!isName(value) || !cleanUrl(template.replaceAll(/[{}]/g, ''), location.href)) {
      warnOnce(
        `<share-network value="${value ?? ''}" href="${template.slice(0, 200)}"> is left out. Right are an id of a-z, 0-9 ` +
          'and -, and an http or https address with {url} and {title} in it.',
      );
      return [];
    }
    const icon = child.getAttribute('icon');
    const color = child.getAttribute('color');
    return [
      {
        id: value,
        name: child.getAttribute('label') ?? value,
        ...(icon && { icon }),
        ...(color && { color }),
        lifecycle: 'documented' as const,
        href: (content: ShareContent) =>
          template.replaceAll(/\{(url|title|text)\}/g, (_, name: 'url' | 'title' | 'text') =>
            encodeURIComponent(content[name]),
          ),
      },
    ];
  });
}
