/** What browsers are told about every answer, so that none can be made into a page, a frame or somebody else's data. */
import type { Context, MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { secureHeaders } from 'hono/secure-headers';

/** Where an answer is opened as a page all the same: it loads nothing, sends nothing and stands in no frame. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FILE = 'gaung:is-file';
const CSP = 'Content-Security-Policy';
const CORP = 'Cross-Origin-Resource-Policy';

/** Says that an answer is a file, which comes with what belongs to it: a policy of ours would break the site's pages. */
export function isFile(c: Context): void {
  c.set(FILE, true);
}

/** For routes that pages of other origins ask; all others are for this one alone. */
export const crossOrigin: MiddlewareHandler = async (c, next) => {
  c.header(CORP, 'cross-origin');
  await next();
};

/** For the whole server, errors included. */
export function security(): MiddlewareHandler {
  return every(strictAnswers, commonHeaders);
}

const strictAnswers: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.get(FILE)) return;
  const { headers } = c.res;
  if (!headers.has(CSP)) headers.set(CSP, POLICY);
  if (!headers.has(CORP)) headers.set(CORP, 'same-origin');
};

const commonHeaders = secureHeaders({
  // The strict default would send `Origin: null` with forms, and that may not write.
  referrerPolicy: 'strict-origin-when-cross-origin',
  // Said above, by route.
  crossOriginResourcePolicy: false,
  // Belong to the pages that are served here or to the proxy in front, which alone knows of TLS.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  // `frame-ancestors` says the same.
  xFrameOptions: false,
  // Of browsers long gone.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});
