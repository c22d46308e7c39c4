import { Hono } from 'hono';
import { describeError, type Log } from '../log.ts';
import { adminOnly } from '../middleware/admin.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { writeRecords } from '../transfer/write.ts';

const PATH = '/v1/export';

/** The name under which a browser or `curl -OJ` keeps it. */
export const EXPORT_FILE = 'attachment; filename="gaung.ndjson"';

const HEADERS = {
  'Content-Type': 'application/x-ndjson',
  'Content-Disposition': EXPORT_FILE,
  'Cache-Control': 'no-store',
};

export interface ExportOptions {
  readonly storage: Storage;
  readonly adminToken: string | undefined;
  readonly log: Log;
}

/** `GET /v1/export`: all that is stored, as it is at one moment, no faster than it is taken. */
export function exportRoutes({ storage, adminToken, log }: ExportOptions): Hono {
  return new Hono()
    .get(PATH, adminOnly(adminToken), async (c) => {
      // Hono answers HEAD by GET without its body: nobody would ever end that stream.
      if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
      const pieces = writeRecords(storage.export());
      const first = await pieces.next(); // What cannot be read at all is an answer of its own.
      log.info('export');
      return c.body(toStream(first, pieces, log), 200, HEADERS);
    })
    .all(PATH, methodNotAllowed('GET, HEAD'));
}

/** Of what fails on the way the connection breaks: an export that just ends would pass for a whole one. */
function toStream(
  first: IteratorResult<Uint8Array<ArrayBuffer>, void>,
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>,
  log: Log,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next: typeof first | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      try {
        const piece = next ?? (await pieces.next());
        next = undefined;
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      } catch (error) {
        log.error('export-failed', { error: describeError(error) });
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return();
    },
  });
}
