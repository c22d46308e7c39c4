import type { MiddlewareHandler } from 'hono';
import type { Origins } from '../origins.ts';
import { Problem } from '../problem.ts';

/**
 * Lets only pages of allowed origins through, and lets them read the answer, errors included. Answers their preflights.
 *
 * A browser sends `Origin` with every such request and no script can change it; what comes without one is no page.
 */
export function allowedOrigin(origins: Origins, methods: string): MiddlewareHandler {
  return async (c, next) => {
    c.header('Vary', 'Origin');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    const origin = c.req.header('Origin');
    if (!origin || !origins.allows(origin)) {
      // The refusal itself may be read from anywhere: otherwise a browser could not tell it from a lost connection, and
      // the page would keep a reader's tap and promise to send it.
      c.header('Access-Control-Allow-Origin', '*');
      throw new Problem('origin-not-allowed', reason(origin));
    }
    c.header('Access-Control-Allow-Origin', origin);
    c.header('Access-Control-Expose-Headers', 'Retry-After');
    if (c.req.method === 'OPTIONS') {
      c.header('Access-Control-Allow-Methods', methods);
      c.header('Access-Control-Allow-Headers', 'Content-Type');
      c.header('Access-Control-Max-Age', '86400');
      return c.body(null, 204);
    }
    await next();
    return undefined;
  };
}

function reason(origin: string | undefined): string {
  if (!origin) {
    return 'The request must come from a page of an allowed origin (GAUNG_ORIGINS), and say so in its Origin header.';
  }
  return origin === 'null'
    ? 'The page hides its origin (Origin: null). One with a Referrer-Policy of no-referrer or same-origin does, and so ' +
        'does a sandboxed frame or a file; strict-origin-when-cross-origin would be right.'
    : `${origin.slice(0, 200)} is not one of the origins in GAUNG_ORIGINS.`;
}
