import { BODY_BYTES, INTERACTIONS_PATH, INTERACTIONS_PER_RECORD } from 'gaung/contract';
import { Hono } from 'hono';
import { z } from 'zod';
import { bodyText } from '../body.ts';
import { countsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { allowedOrigin } from '../middleware/origin.ts';
import type { Origins } from '../origins.ts';
import { Problem } from '../problem.ts';
import type { Recorder } from './record.ts';

const PATH = `/${INTERACTIONS_PATH}`;

/** The visitor and the proof are looked at later. */
const envelope = z.object({
  visitor: z.unknown().optional(),
  proof: z.unknown().optional(),
  interactions: z.array(z.unknown()).min(1).max(INTERACTIONS_PER_RECORD),
});

/** `POST /v1/interactions`: what readers did, from pages of allowed origins. */
export function interactionsRoutes(origins: Origins, record: Recorder): Hono {
  return new Hono()
    .on(['POST', 'OPTIONS'], PATH, allowedOrigin(origins, 'POST'))
    .post(PATH, async (c) => {
      c.header('Cache-Control', 'no-store');
      const sent = parseEnvelope(await bodyText(c.req.raw, BODY_BYTES));
      const { token, counts, refused } = await record(c, sent);
      const members = [
        ...(token === undefined ? [] : [`"visitor":${JSON.stringify(token)}`]),
        `"counts":${countsJson(counts)}`,
        `"refused":${JSON.stringify(refused)}`,
      ];
      const status = refused.length < sent.interactions.length ? 200 : 422;
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
    `The body must be an object { visitor?, proof?, interactions } with 1 to ${INTERACTIONS_PER_RECORD} interactions.`,
  );
}
