import {
  BODY_BYTES,
  INTERACTIONS_PATH,
  INTERACTIONS_PER_RECORD,
  type Interaction,
  NO_STORAGE_VISITOR,
} from 'gaung/contract';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { bodyText } from '../body.ts';
import { countsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { allowedOrigin } from '../middleware/origin.ts';
import type { Origins } from '../origins.ts';
import type { Policy } from '../policy.ts';
import { Problem } from '../problem.ts';
import type { Batch, Recorded, Storage } from '../storage/storage.ts';
import type { Visitors } from '../visitors.ts';
import { checkInteractions } from './check.ts';

const PATH = `/${INTERACTIONS_PATH}`;

export interface InteractionsOptions {
  readonly storage: Storage;
  readonly origins: Origins;
  readonly policy: Policy;
  readonly visitors: Visitors;
  readonly clock: () => number;
  /** The network address that a request came from, where it is known. It is used for the daily pseudonym and nothing else. */
  readonly remoteAddress: (c: Context) => string | undefined;
}

const NOTHING: Recorded = { counts: new Map(), refused: new Map() };

/** The visitor is looked at later: one that is not ours is as good as none, and the reader must not be stuck with it. */
const envelope = z.object({
  visitor: z.unknown().optional(),
  interactions: z.array(z.unknown()).min(1).max(INTERACTIONS_PER_RECORD),
});

/** `POST /v1/interactions`: what readers did, from pages of allowed origins. */
export function interactionsRoutes(options: InteractionsOptions): Hono {
  const { storage, origins, policy, clock } = options;
  return new Hono()
    .on(['POST', 'OPTIONS'], PATH, allowedOrigin(origins, 'POST'))
    .post(PATH, async (c) => {
      c.header('Cache-Control', 'no-store');
      const { visitor: sent, interactions } = parseEnvelope(await bodyText(c.req.raw, BODY_BYTES));
      const now = clock();
      const { accepted, refused } = checkInteractions(interactions, policy, now);
      const { token, ...who } = identify(c, options, sent, accepted);
      const recorded = accepted.length > 0 ? await storage.record({ ...who, interactions: accepted, now }) : NOTHING;
      const allRefused = [...refused, ...[...recorded.refused].map(([id, code]) => ({ id, code }))];
      const members = [
        ...(token === undefined ? [] : [`"visitor":${JSON.stringify(token)}`]),
        `"counts":${countsJson(recorded.counts)}`,
        `"refused":${JSON.stringify(allRefused)}`,
      ];
      const status = allRefused.length < interactions.length ? 200 : 422;
      return c.body(`{${members.join(',')}}`, status, { 'Content-Type': 'application/json' });
    })
    .all(PATH, methodNotAllowed('POST, OPTIONS'));
}

/** JSON whatever the content type says: `text/plain` is what a browser sends without asking first. @throws {Problem} */
function parseEnvelope(text: string): z.infer<typeof envelope> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem('body-unreadable', 'The body must be JSON.');
  }
  const parsed = envelope.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'request-invalid',
    `The body must be an object { visitor?, interactions } with 1 to ${INTERACTIONS_PER_RECORD} interactions.`,
  );
}

type Who = Pick<Batch, 'visitor' | 'viewWindow'> & { readonly token?: string };

/** Whose interactions they are, and the token to answer with. Views alone make nobody a visitor. */
function identify(
  c: Context,
  { visitors, remoteAddress }: InteractionsOptions,
  sent: unknown,
  accepted: readonly Interaction[],
): Who {
  const first = accepted.find(({ type }) => type !== 'view');
  if (sent === NO_STORAGE_VISITOR) {
    if (!first) return {};
    // One address and one browser can be a whole mobile carrier's readers: each view counts.
    const address = remoteAddress(c) ?? '';
    return { visitor: visitors.pseudonym(address, c.req.header('User-Agent') ?? ''), viewWindow: false };
  }
  const known = visitors.verify(sent);
  const visitor = known ?? (first && visitors.mint(first.id));
  return visitor ? { visitor, token: visitors.token(visitor), viewWindow: known !== undefined } : {};
}
