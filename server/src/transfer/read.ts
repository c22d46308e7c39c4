import type { StoredRecord } from '../storage/storage.ts';
import { csvBases } from './csv.ts';
import { parseLine } from './line.ts';
import { decodeUtf8, linesOf } from './text.ts';
import { TransferError } from './transfer-error.ts';

/** How records are written: one JSON object a line, or a table of totals. */
export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export interface ReadOptions {
  readonly format: Format;
  /** Names where the totals of a table come from. */
  readonly source: string;
}

/** The records in some bytes, each checked. @throws {TransferError} at the first one that is wrong. */
export function readRecords(
  chunks: AsyncIterable<Uint8Array>,
  { format, source }: ReadOptions,
): AsyncGenerator<StoredRecord, void, undefined> {
  const texts = decodeUtf8(chunks);
  return format === 'csv' ? csvBases(texts, source) : ndjsonRecords(texts);
}

async function* ndjsonRecords(texts: AsyncIterable<string>): AsyncGenerator<StoredRecord, void, undefined> {
  let line = 0;
  for await (const text of linesOf(texts)) {
    line++;
    if (text.trim() === '') continue;
    let record: StoredRecord | undefined;
    try {
      record = parseLine(text, line === 1);
    } catch (error) {
      throw new TransferError((error as Error).message, { line }, error);
    }
    if (record) yield record;
  }
}
