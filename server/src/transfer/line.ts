import { z } from 'zod';
import type { StoredRecord } from '../storage/storage.ts';
import { baseLine, bucketLine, metaLine, ownLine, voteLine } from './line-schemas.ts';

/** The version of the lines, in the first of them. */
const VERSION = 1;

/**
 * What one line of an import says, or undefined for what says nothing (a `meta` line of the first imports).
 *
 * @param isFirst Whether it is the first line; only there `meta` may be.
 * @throws {Error} that says what is wrong with the line and what would be right.
 */
export function parseLine(text: string, isFirst: boolean): StoredRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('It is not JSON. Each line must be one JSON object.');
  }
  const isObject = typeof value === 'object' && value !== null;
  const { type, ...members } = isObject ? (value as { type?: unknown }) : {};
  switch (type) {
    case 'meta': {
      if (!isFirst) break;
      const { versionFloor } = read(metaLine, value);
      return versionFloor === undefined ? undefined : { type, versionFloor };
    }
    case 'page':
      // Without either it is a base that forgot its source, which is what people write.
      if (!Object.hasOwn(members, 'source') && Object.hasOwn(members, 'version')) return read(ownLine, value);
      return { ...read(baseLine, value), type: 'base' };
    case 'bucket':
      return read(bucketLine, value);
    case 'vote':
      return read(voteLine, value);
  }
  const found =
    type === undefined ? 'It has no type' : `The type ${JSON.stringify(type).slice(0, 100)} is not known here`;
  const right = '"page", "bucket" or "vote"';
  throw new Error(
    `${found}. Right would be ${right}${isFirst ? ', or "meta"' : ', or "meta" in the first line only'}.`,
  );
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`${issue?.path.length ? `${issue.path.join('.')}: ` : ''}${issue?.message}.`);
}

/** A record as a line, without its end. Equal records are equal bytes: members and ids have a fixed order. */
export function formatLine(record: StoredRecord): string {
  return JSON.stringify(members(record));
}

function members(record: StoredRecord): object {
  switch (record.type) {
    case 'meta':
      return { type: 'meta', version: VERSION, versionFloor: record.versionFloor };
    case 'page': {
      const { page, version, title, aliases, views, shares, reactions, excluded } = record;
      return { type: 'page', page, version, title, aliases, views, shares, reactions, excluded };
    }
    case 'base': {
      const { page, source, title, views, shares, reactions } = record;
      return { type: 'page', page, source, title, views, shares, reactions };
    }
    case 'bucket': {
      const { page, size, start, views, shares, reactions } = record;
      return { type: 'bucket', page, size, start, views, shares, reactions };
    }
    case 'vote': {
      const { page, visitor, at, reactions } = record;
      return { type: 'vote', page, visitor, at, reactions };
    }
  }
}
