import { GaungError } from './errors.ts';
import { PAGE_KEY_BYTES } from './limits.ts';
import { isTrackingParameter } from './tracking-parameters.ts';

declare const brand: unique symbol;

/**
 * What is counted: the normalised canonical URL of a page (`news.example/a`, always with a `/`) or a bare id
 * (`article-123`, never with one). At most {@link PAGE_KEY_BYTES} bytes of UTF-8.
 */
export type PageKey = string & { readonly [brand]: 'PageKey' };

/** A value that names no page. */
export class PageKeyError extends GaungError {
  override readonly name = 'PageKeyError';
  readonly code: 'page-invalid' | 'page-too-long';

  constructor(code: 'page-invalid' | 'page-too-long', message: string, cause?: unknown) {
    super('page-key', message, { cause });
    this.code = code;
  }
}

const BARE_ID = /^[\w-]{1,128}$/;
/** A scheme counts at the start only: a key may well hold a whole URL in its path or query. */
const LOOKS_LIKE_URL = /^(?:[/?.]|[a-z][a-z\d+.-]*:\/\/)/i;

/** A name (its labels of letters, digits, hyphens and underscores) or an IPv6 address. Some URL parsers let more pass. */
const HOST = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])$/;

/** A percent-encoded UTF-8 sequence (a first byte and as many to continue it as it announces), or any one character. */
const TOKEN =
  /%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[\da-f](?:%[89ab][\da-f]){3}|%[\da-f]{2}|[\s\S]/gi;

/**
 * What is shown decoded: in ASCII what has no meaning of its own there, beyond it all but what cannot be seen: controls,
 * spaces, joiners and direction marks. Spelled out, because `\p{…}` means different characters in different browser
 * versions.
 */
const allBut = (delimiters: string) =>
  new RegExp(
    `[^\\0- "#%<>[-^\`{|}\\x7f-\\xa0\\xad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}${delimiters}]`,
    'u',
  );
const IN_PATH = allBut('/?');
const IN_QUERY = allBut('&+=');

/** One spelling for each octet: decoded where it is safe and visible, `%XX` in upper case elsewhere. */
function normalise(text: string, plain: RegExp): string {
  return text.replace(TOKEN, (token) => {
    let char = token;
    if (token.length > 1) {
      try {
        char = decodeURIComponent(token);
      } catch {
        return token.toUpperCase(); // Not UTF-8, and none of these bytes can begin a sequence that is.
      }
    }
    return plain.test(char) ? char : encodeURIComponent(char);
  });
}

function normaliseQuery(search: string): string {
  return search
    .slice(1)
    .replaceAll('+', '%20')
    .split('&')
    .map((pair) => {
      const [name, ...rest] = pair.split('=');
      return [normalise(name!, IN_QUERY), normalise(rest.join('='), IN_QUERY)] as const;
    })
    .filter(([name, value]) => (name || value) && !isTrackingParameter(name))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) // stable: equal names keep their order
    .map(([name, value]) => (value ? `${name}=${value}` : name))
    .join('&');
}

function fromUrl(value: string, base?: string): string {
  const { protocol, hostname, port, pathname, search } = new URL(value, base);
  if (!/^https?:$/.test(protocol)) throw new TypeError('The scheme is neither http nor https.');
  const host = hostname.replace(/\.$/, '').replace(/^(?:www\.)+(?=[^.]+\.)/, '');
  if (!HOST.test(host)) throw new TypeError('The host is neither a name nor an address.');
  const path = pathname
    .split('/')
    .map((segment) => normalise(segment, IN_PATH))
    .join('/')
    .replace(/\/+$/, '');
  const query = normaliseQuery(search);
  // 80 and 443 are left out whatever the scheme: a key has none, and both spellings of a page agree.
  return `${host}${port && !/^(?:80|443)$/.test(port) ? `:${port}` : ''}${path || '/'}${query && `?${query}`}`;
}

/** A page key as it stands, for what is no URL. */
function fromKey(value: string): string {
  if (fromUrl(`http://${value}`) !== value) throw new TypeError('It is not spelled as a page key is.');
  return value;
}

/**
 * The page key of `value`: a bare id, a page key, or a URL (beginning with `scheme://`, `/`, `?` or `.`).
 *
 * From a URL: no scheme, default port, `www.`, fragment, tracking parameters or trailing slash; other parameters sorted
 * by name; host in lower-case punycode; one spelling of percent-encoding (RFC 3986, section 6.2.2), valid UTF-8 decoded.
 *
 * @param base What a relative URL is resolved against: the address of the document.
 * @throws {PageKeyError} for what names no page, and for a key over {@link PAGE_KEY_BYTES} bytes.
 */
export function toPageKey(value: string, base?: string): PageKey {
  if (BARE_ID.test(value)) return value as PageKey;
  let key: string;
  try {
    key = LOOKS_LIKE_URL.test(value) ? fromUrl(value, base) : fromKey(value);
  } catch (cause) {
    throw new PageKeyError(
      'page-invalid',
      `"${value.slice(0, 200)}" is no page. Use an http or https URL (https://news.example/a, /a) or an id of A-Z, a-z, 0-9, _ and -.`,
      cause,
    );
  }
  if (new TextEncoder().encode(key).length > PAGE_KEY_BYTES) {
    throw new PageKeyError(
      'page-too-long',
      `The page key is longer than ${PAGE_KEY_BYTES} bytes: ${key.slice(0, 200)}…`,
    );
  }
  return key as PageKey;
}

/** Why `value` is not a page key as it stands, or undefined where it is one. Servers accept no other spelling. */
export function pageKeyProblem(value: unknown): PageKeyError['code'] | undefined {
  if (typeof value !== 'string') return 'page-invalid';
  try {
    if (LOOKS_LIKE_URL.test(value)) return 'page-invalid';
    toPageKey(value);
    return undefined;
  } catch (error) {
    return (error as PageKeyError).code;
  }
}

/** The host, with its port if any, of a page key; undefined for a bare id. */
export function pageHost(key: PageKey): string | undefined {
  const end = key.indexOf('/');
  return end < 0 ? undefined : key.slice(0, end);
}
