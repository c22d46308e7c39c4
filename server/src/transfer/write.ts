import type { StoredRecord } from '../storage/storage.ts';
import { formatLine } from './line.ts';

/** How much text is written in one go, in characters. */
const PIECE = 64 * 1024;

/** Records as lines, some at a time. Reads on only when it is asked for more. */
export async function* writeRecords(
  records: AsyncIterable<StoredRecord>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  let text = '';
  for await (const record of records) {
    text += `${formatLine(record)}\n`;
    if (text.length < PIECE) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}
