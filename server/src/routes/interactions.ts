import { BODY_BYTES, INTERACTIONS_PATH, INTERACTIONS_PER_RECORD } from 'gaung/contract';
import { Hono } from 'hono';
import { bodyText } from '../body.ts';
import type { Caller } from '../caller.ts';
import { countsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { allowedOrigin } from '../middleware/origin.ts';
import { failAgain } from '../node/failed.ts';
import type { Origins } from '../origins.ts';
import { Problem } from '../problem.ts';
import type { Recorder, Sent } from './record.ts';

const PATH = `/${INTERACTIONS_PATH}`;

/** What a body is answered with, as JSON. */
export interface RecordAnswer {
  readonly status: 200 | 422;
  readonly body: string;
}

/** Does what the body of a request says. @throws {Problem} where nothing of it can be done. */
export async function answerTo(record: Recorder, caller: Caller, text: string): Promise<RecordAnswer> {
  const sent = parseEnvelope(text);
  const { token, counts, refused } = await record(caller, sent);
  const visitor = token === undefined ? '' : `"visitor":${JSON.stringify(token)},`;
  const body = `{${visitor}"counts":${countsJson(counts)},"refused":${JSON.stringify(refused)}}`;
  return { status: refused.length < sent.interactions.length ? 200 : 422, body };
}

/** `POST /v1/interactions`: what readers did, from pages of allowed origins. */
export function interactionsRoutes(origins: Origins, record: Recorder): Hono {
  return new Hono()
    .on(['POST', 'OPTIONS'], PATH, allowedOrigin(origins, 'POST'))
    .post(PATH, async (c) => {
      c.header('Cache-Control', 'no-store');
      failAgain(c);
      const { status, body } = await answerTo(record, c, await bodyText(c.req.raw, BODY_BYTES));
      return c.body(body, status, { 'Content-Type': 'application/json' });
    })
    .all(PATH, methodNotAllowed('POST, OPTIONS'));
}

/** JSON whatever the content type says: `text/plain` is what a browser sends without asking first. @throws {Problem} */
function parseEnvelope(text: string): Sent {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem('body-unreadable', 'The body must be JSON.');
  }
  if (isEnvelope(body)) return body;
  throw new Problem(
    'request-invalid',
    `The body must be an object { visitor?, proof?, interactions } with 1 to ${INTERACTIONS_PER_RECORD} interactions.`,
  );
}

/** The visitor and the proof are looked at later. */
function isEnvelope(body: unknown): body is Sent {
  if (typeof body !== 'object' || body === null) return false;
  const { interactions } = body as { interactions?: unknown };
  return Array.isArray(interactions) && interactions.length > 0 && interactions.length <= INTERACTIONS_PER_RECORD;
}
