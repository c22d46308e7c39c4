import { type Context, Hono } from 'hono';
import { bodyChunks } from '../body.ts';
import type { Log } from '../log.ts';
import { adminOnly } from '../middleware/admin.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import type { Policy } from '../policy.ts';
import { Problem } from '../problem.ts';
import {
  type ImportMode,
  type Storage,
  StorageNotEmptyError,
  StorageRefusal,
  type StoredRecord,
} from '../storage/storage.ts';
import { source as sourceName } from '../transfer/line-schemas.ts';
import { readRecords } from '../transfer/read.ts';
import { TransferError } from '../transfer/transfer-error.ts';

const PATH = '/v1/import';
const BODY_LIMIT = 64 * 1024 * 1024;
/** Of a table, where nothing else is said. */
export const DEFAULT_SOURCE = 'legacy';

export interface ImportOptions {
  readonly storage: Storage;
  readonly policy: Policy;
  readonly adminToken: string | undefined;
  readonly log: Log;
}

/** `POST /v1/import`: an export, or totals from elsewhere, as NDJSON or CSV; all or nothing. */
export function importRoutes({ storage, policy, adminToken, log }: ImportOptions): Hono {
  return new Hono()
    .post(PATH, adminOnly(adminToken), async (c) => {
      c.header('Cache-Control', 'no-store');
      const mode = parseMode(c.req.query('mode'));
      const records = await readAll(c);
      const summary = await storage.import(records, mode).catch((error: unknown) => {
        if (error instanceof StorageNotEmptyError) {
          throw new Problem(
            'storage-not-empty',
            'There are pages already. Say ?mode=merge to keep them, or ?mode=replace to delete everything first.',
          );
        }
        throw error instanceof StorageRefusal ? new Problem('import-conflict', error.reason) : error;
      });
      // They were taken, because the list of origins may grow; but nobody will see them until it does.
      const hidden = new Set(
        records.flatMap((one) => (one.type === 'meta' || policy.allowsPage(one.page) ? [] : [one.page])),
      );
      if (hidden.size > 0) {
        log.warn('import-hidden', { pages: hidden.size, example: [...hidden][0]!, reason: 'not in GAUNG_ORIGINS' });
      }
      log.info('import', { ...summary, mode: mode ?? 'empty' });
      return c.json({ ...summary, ...(hidden.size > 0 && { hidden: hidden.size }) });
    })
    .all(PATH, methodNotAllowed('POST'));
}

function parseMode(mode: string | undefined): ImportMode | undefined {
  if (mode === undefined || mode === 'merge' || mode === 'replace') return mode;
  throw new Problem('request-invalid', 'The mode must be merge or replace.');
}

function parseSource(text: string): string {
  const { success, data, error } = sourceName.safeParse(text);
  if (success) return data;
  throw new Problem('request-invalid', `The source ${error.issues[0]?.message}.`);
}

/** All records of the body, read before anything is written: one wrong line, and nothing is. */
async function readAll(c: Context): Promise<StoredRecord[]> {
  const isTable = /^text\/csv\b/i.test(c.req.header('Content-Type') ?? '');
  const source = parseSource(c.req.query('source') ?? DEFAULT_SOURCE);
  const records: StoredRecord[] = [];
  try {
    const chunks = bodyChunks(c.req.raw, BODY_LIMIT);
    for await (const record of readRecords(chunks, { format: isTable ? 'csv' : 'ndjson', source })) {
      records.push(record);
    }
  } catch (error) {
    if (!(error instanceof TransferError)) throw error;
    const { line, column } = error.place;
    if (line === undefined) throw new Problem('body-unreadable', error.message);
    throw new Problem('import-invalid', error.message, { members: { line, ...(column !== undefined && { column }) } });
  }
  return records;
}
