import { Hono } from 'hono';
import { bodyLines } from '../body.ts';
import type { Log } from '../log.ts';
import { adminOnly } from '../middleware/admin.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import type { Policy } from '../policy.ts';
import { Problem } from '../problem.ts';
import { type Base, type ImportMode, type Storage, StorageNotEmptyError } from '../storage/storage.ts';
import { parseImportLine } from './import-line.ts';

const PATH = '/v1/import';
const BODY_LIMIT = 64 * 1024 * 1024;

export interface ImportOptions {
  readonly storage: Storage;
  readonly policy: Policy;
  readonly adminToken: string | undefined;
  readonly log: Log;
}

/** `POST /v1/import`: totals from elsewhere as NDJSON, all or nothing. */
export function importRoutes({ storage, policy, adminToken, log }: ImportOptions): Hono {
  return new Hono()
    .post(PATH, adminOnly(adminToken), async (c) => {
      c.header('Cache-Control', 'no-store');
      const mode = parseMode(c.req.query('mode'));
      const bases = await readBases(c.req.raw);
      const summary = await storage.import(bases, mode).catch((error: unknown) => {
        if (!(error instanceof StorageNotEmptyError)) throw error;
        throw new Problem(
          'storage-not-empty',
          'There are pages already. Say ?mode=merge to keep them, or ?mode=replace to delete everything first.',
        );
      });
      // They were taken, because the list of origins may grow; but nobody will see them until it does.
      const hidden = new Set(bases.flatMap(({ page }) => (policy.allowsPage(page) ? [] : [page])));
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

/** All bases of the body, read before anything is written: one wrong line, and nothing is. */
async function readBases(request: Request): Promise<Base[]> {
  const bases: Base[] = [];
  let line = 0;
  for await (const text of bodyLines(request, BODY_LIMIT)) {
    line++;
    if (text.trim() === '') continue;
    try {
      const base = parseImportLine(text, line === 1);
      if (base) bases.push(base);
    } catch (error) {
      throw new Problem('import-invalid', `Line ${line}: ${(error as Error).message}`, { members: { line } });
    }
  }
  return bases;
}
