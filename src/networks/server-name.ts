const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,62}$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The host, with its port if any, of the server that a reader means: `toot.example` from its name, its address, an
 * address in it, or an account (`@me@toot.example`). Lower case and punycode; undefined where it names no server.
 */
export function serverName(text: string): string | undefined {
  const given = text.trim();
  // What a name never holds, and what browsers read in their own way: spaces, controls, escapes, backslashes.
  // oxlint-disable-next-line no-control-regex -- controls are what is refused
  if (given.length > 2000 || /[\s\u0000-\u001f\u007f%\\<>"]/.test(given)) return undefined;
  const [, scheme, rest = ''] = /^(?:(https?):\/\/)?(.*)$/i.exec(given)!;
  const authority = rest.replace(/[/?#].*$/, '');
  // `https://mastodon.social@evil.example/` looks like a server that it is not; an account has nothing around it.
  const [, account] = /^@?[\w.-]+@([^@]+)$/.exec(authority) ?? [];
  if (account !== undefined && (scheme !== undefined || authority !== rest)) return undefined;
  const host = account ?? authority;
  let url: URL;
  try {
    url = new URL(`${scheme ?? 'https'}://${host}`);
  } catch {
    return undefined;
  }
  if (host.includes('@') || url.pathname !== '/') return undefined;
  const name = url.hostname.replace(/\.$/, '');
  // `3232235777` and `0x7f.1` are addresses to browsers and to nobody else.
  if (/^[\d.]+$/.test(name) && !host.startsWith(name)) return undefined;
  if (!HOST.test(name) && !LOOPBACK.test(name) && !/^\[[\da-f:.]+\]$/.test(name)) return undefined;
  return url.port ? `${name}:${url.port}` : name;
}

/** Where a server answers: https always, but for a port of the reader's own machine. */
export function serverOrigin(server: string): string {
  const [, name = server, port] = /^(.*?)(:\d+)?$/.exec(server)!;
  return `${port && LOOPBACK.test(name) ? 'http' : 'https'}://${server}`;
}
