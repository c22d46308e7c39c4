/** From so many characters on, a quote is named by its first and last words. */
const LONG = 120;
const WORDS = 5;

/** Percent-encoded as the directive needs it: `&`, `,` and `-` have a meaning of their own there. */
const encode = (text: string) => encodeURIComponent(text).replaceAll('-', '%2D');

/**
 * The address of a quote on a page: a text fragment (WICG, URL Fragment Text Directives), which browsers that know it
 * scroll to and mark, and others ignore.
 *
 * @param url An absolute URL; a fragment of its own stays.
 * @param quote The text as it stands on the page; white space is one.
 */
export function quoteUrl(url: string, quote: string): string {
  const text = quote.replace(/\s+/g, ' ').trim();
  if (text === '') return url;
  const words = text.split(' ');
  const isLong = text.length > LONG && words.length > 2 * WORDS;
  const parts = isLong ? [words.slice(0, WORDS).join(' '), words.slice(-WORDS).join(' ')] : [text];
  const [base = '', fragment = ''] = url.split(/#(.*)/s);
  return `${base}#${fragment.replace(/:~:.*$/s, '')}:~:text=${parts.map(encode).join(',')}`;
}
