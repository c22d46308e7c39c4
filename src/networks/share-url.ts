import type { Limits, LinkNetwork, ServerNetwork, ShareContent, Target } from './network.ts';

/** User-perceived characters, where the browser can tell them apart; code points elsewhere. */
function graphemes(text: string): string[] {
  // `Intl.Segmenter` came to Firefox with 125; all that we support have it, but a missing one must not end a share.
  if (!Intl.Segmenter) return [...text];
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** Content whose title fits with the link into what the network takes, a space between. */
function fitted(content: ShareContent, limits: Limits | undefined): ShareContent {
  if (!limits) return content;
  const most = Math.max(0, limits.graphemes - (limits.link ?? graphemes(content.url).length) - 1);
  const title = graphemes(content.title);
  if (title.length <= most) return content;
  const cut = title
    .slice(0, Math.max(0, most - 1))
    .join('')
    .trimEnd();
  return { ...content, title: cut && `${cut}…` };
}

function addressOf([base, parameters, separator = '?']: Target): string {
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return query.length > 0 ? `${base}${separator}${query.join('&')}` : base;
}

/** The address that a link to a network has: parameters percent-encoded, spaces as `%20`, which mail programs need. */
export function shareUrl(network: LinkNetwork, content: ShareContent): string {
  return addressOf(network.target(fitted(content, network.limits)));
}

/** The address on the reader's own server. @param server Its host, with its port if any. */
export function serverShareUrl(network: ServerNetwork, content: ShareContent, server: string): string {
  return addressOf(network.serverTarget(fitted(content, network.limits), server));
}
