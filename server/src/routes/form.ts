import { createInteractionId, NO_STORAGE_VISITOR } from 'gaung/contract';
import { Hono } from 'hono';
import type { Log } from '../log.ts';
import { methodNotAllowed, problems } from '../middleware/errors.ts';
import { allowedOrigin } from '../middleware/origin.ts';
import type { Origins } from '../origins.ts';
import { type BackVariables, problemPage } from '../problem-page.ts';
import { fieldOf, pageOf, reactionsOf, readForm, refusal } from './form-fields.ts';
import { returnOf } from './form-return.ts';
import type { Recorder } from './record.ts';

const PATH = '/v1/form';

export interface FormOptions {
  readonly origins: Origins;
  readonly record: Recorder;
  readonly log: Log;
}

/**
 * `POST /v1/form`: a reaction from a plain HTML form, for pages without scripts. Such a page keeps no token, so its
 * readers are known by the daily pseudonym; those who have opted out (Global Privacy Control) by nothing at all.
 */
export function formRoutes({ origins, record, log }: FormOptions): Hono<{ Variables: BackVariables }> {
  return new Hono<{ Variables: BackVariables }>()
    .onError(problems(log, problemPage))
    .post(PATH, allowedOrigin(origins, 'POST'), async (c) => {
      c.header('Cache-Control', 'no-store');
      const form = await readForm(c.req.raw);
      // First, so that whatever else is wrong, the page that says so leads back.
      const back = returnOf(fieldOf(form, 'return'), c.req.header('Referer'), origins);
      c.set('back', back);
      const interaction = {
        id: createInteractionId(),
        type: 'reaction',
        page: pageOf(form, c.req.header('Origin')!), // let through because it is on the list
        reactions: reactionsOf(form),
      };
      const { refused } = await record(c, { visitor: NO_STORAGE_VISITOR, interactions: [interaction] });
      if (refused[0]) throw refusal(refused[0].code);
      return c.redirect(back.href, 303);
    })
    .all(PATH, methodNotAllowed('POST'));
}
