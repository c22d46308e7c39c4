/** What one entry of `GAUNG_ORIGINS` allows. */
export interface OriginRule {
  /** `http:` or `https:`; absent means either. */
  readonly protocol?: string;
  /** As a URL spells it: lower case, punycode. */
  readonly hostname: string;
  /** Any host below `hostname`, and not `hostname` itself. */
  readonly wildcard: boolean;
  /** As a URL spells it: empty for the default one; absent means any. */
  readonly port?: string;
}

export interface Origins {
  /** Whether pages of an origin may write. `null` may not. */
  allows(origin: string): boolean;
  /** Whether pages of a host, as a page key spells it, are counted here. */
  allowsHost(host: string): boolean;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const ENTRY = /^(https?:\/\/)(\*\.)?([^/*?#@\\]+)\/?$/i;

/**
 * The rules of one entry: an exact origin (`https://news.example`), a wildcard (`https://*.news.example`), or this
 * machine on any port (`localhost`, or `http://localhost` for one scheme). Undefined where it is none of them.
 */
export function parseOriginEntry(entry: string): OriginRule[] | undefined {
  if (entry.toLowerCase() === 'localhost') return LOOPBACK.map((hostname) => ({ hostname, wildcard: false }));
  const [, scheme = '', star, host = ''] = ENTRY.exec(entry) ?? [];
  const url = URL.parse(`${scheme}${host}`);
  if (!url?.hostname) return undefined;
  const { protocol, hostname, port } = url;
  const anyPort = !star && LOOPBACK.includes(hostname) && !/:\d+$/.test(host);
  return [{ protocol, hostname, wildcard: Boolean(star), ...(!anyPort && { port }) }];
}

/** The origins that some rules allow. */
export function createOrigins(rules: readonly OriginRule[]): Origins {
  return {
    allows(origin) {
      const url = URL.parse(origin);
      // Browsers send the one spelling that a URL has; any other was made up.
      if (!url || url.origin !== origin || !/^https?:$/.test(url.protocol)) return false;
      return rules.some(
        (rule) =>
          (rule.protocol ?? url.protocol) === url.protocol &&
          (rule.port ?? url.port) === url.port &&
          coversHost(rule, url.hostname),
      );
    },
    allowsHost(host) {
      const [, hostname = '', port = ''] = /^(.+?)(?::(\d+))?$/.exec(host) ?? [];
      // A key has lost its scheme, its `www.` and both default ports; an origin may have had any of them.
      return rules.some(
        (rule) =>
          (rule.port ?? port).replace(/^(?:80|443)$/, '') === port &&
          (coversHost(rule, hostname) || coversHost(rule, `www.${hostname}`)),
      );
    },
  };
}

function coversHost(rule: OriginRule, hostname: string): boolean {
  if (!rule.wildcard) return hostname === rule.hostname;
  return hostname.endsWith(`.${rule.hostname}`) && !hostname.startsWith('.');
}
