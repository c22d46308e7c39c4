import type { Limits, LinkNetwork, ServerNetwork, ShareContent } from './network.ts';
import { addressOf, shareUrl } from './share-url.ts';

/** Made once, when first asked for: making one takes longer than what it does to a title. */
let segmenter: Intl.Segmenter | undefined;

/** User-perceived characters, where the browser can tell them apart; code points elsewhere. */
function graphemes(text: string): string[] {
  // `Intl.Segmenter` came to Firefox with 125; all that we support have it, but a missing one must not end a share.
  if (!Intl.Segmenter) return [...text];
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Characters that count as one everywhere: the first 4,352 code points and general punctuation (twitter-text, v3). */
const NARROW = /^[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]+$/;

/** Content whose title fits with the link into what the network takes, a space between. */
export function fitted(content: ShareContent, limits: Limits | undefined): ShareContent {
  if (!limits) return content;
  const { graphemes: most, link = graphemes(content.url).length, wide = 1 } = limits;
  const title = graphemes(content.title);
  const cost = (one: string) => (NARROW.test(one) ? 1 : wide);
  let left = most - link - 1;
  // One less than fits where it does not: the ellipsis counts too, as a wide one.
  const fits = title.findIndex((one) => (left -= cost(one)) < 0);
  if (fits < 0) return content;
  for (left -= wide; left < 0 && title.length > 0; ) {
    title.length = Math.min(title.length, fits + 1);
    left += cost(title.pop()!);
  }
  const cut = title.join('').trimEnd();
  return { ...content, title: cut && `${cut}…` };
}

/** The address that a link to a network has, for a title of any length. */
export function fittedShareUrl(network: LinkNetwork, content: ShareContent): string {
  return shareUrl(network, fitted(content, network.limits));
}

/** The address on the reader's own server. @param server Its host, with its port if any. */
export function serverShareUrl(network: ServerNetwork, content: ShareContent, server: string): string {
  return addressOf(network.serverTarget(fitted(content, network.limits), server));
}
