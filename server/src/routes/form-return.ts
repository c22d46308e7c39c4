import { URL_BYTES } from 'gaung/contract';
import type { Origins } from '../origins.ts';
import { Problem } from '../problem.ts';

/**
 * Where the reader is sent back to: what the form says, else the page that sent it, as far as the browser tells. Only
 * ever a page of an allowed origin, or this server would send people wherever a link to it says.
 *
 * @param field The field `return`.
 * @param referer The header; without its path where the page is on another origin, by the browsers' default policy.
 * @throws {Problem} where it is no such page. A wrong field is not made good by the header: the form has to be mended.
 */
export function returnOf(field: string | undefined, referer: string | undefined, origins: Origins): URL {
  const text = field ?? referer;
  if (!text) {
    throw new Problem(
      'request-invalid',
      `The field "return" is missing, and so is the Referer. It must be ${A_RETURN}.`,
    );
  }
  // Read as browsers read it, and sent on as it was read: no other spelling reaches the Location header.
  const url = URL.parse(text);
  if (!url || !isOurs(url, origins)) {
    const what = field === undefined ? 'The field "return" is missing, and the Referer' : 'The field "return"';
    throw new Problem('request-invalid', `${what} is ${JSON.stringify(text.slice(0, 200))}. It must be ${A_RETURN}.`);
  }
  if (url.href.length > URL_BYTES) {
    throw new Problem('request-invalid', `The address to return to may have ${URL_BYTES} characters at most.`);
  }
  return url;
}

const A_RETURN =
  'the whole URL of a page on an allowed origin (GAUNG_ORIGINS), such as https://news.example/a#reactions';

/** The protocol is looked at, too: the origin of `blob:https://news.example/…` is the one of the page that made it. */
function isOurs(url: URL, origins: Origins): boolean {
  const { protocol, username, password, origin } = url;
  return /^https?:$/.test(protocol) && username === '' && password === '' && origins.allows(origin);
}
