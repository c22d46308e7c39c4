import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { StoredRecord } from '../storage/storage.ts';
import { formatLine, parseLine } from '../transfer/line.ts';

const PIECE = 256 * 1024;

/**
 * Records on the disk, between being checked and being written: as many as there are, in no more memory than one piece.
 * The file has no name, so that nothing of it is left however the process ends.
 */
export interface Spool {
  add(record: StoredRecord): void;
  /** All that were added. @param progress Hears how much was read, and of how much, in characters. */
  records(progress: (done: number, total: number) => void): Generator<StoredRecord, void, undefined>;
  close(): void;
}

export function createSpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-import-'));
  const descriptor = openSync(join(folder, 'records'), 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  let waiting = '';
  let size = 0;
  const flush = () => {
    writeAll(descriptor, Buffer.from(waiting));
    waiting = '';
  };
  return {
    add(record) {
      waiting += `${formatLine(record)}\n`;
      if (waiting.length >= PIECE) flush();
    },
    *records(progress) {
      flush();
      const decoder = new StringDecoder();
      const buffer = Buffer.alloc(PIECE);
      let position = 0;
      let rest = '';
      for (let read = -1; read !== 0; position += read) {
        read = readSync(descriptor, buffer, 0, PIECE, position);
        const lines = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
        rest = lines.pop()!;
        for (const line of lines) yield parseLine(line, true)!;
        progress(position + read, size);
      }
    },
    close: () => closeSync(descriptor),
  };

  function writeAll(file: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    size += bytes.length;
  }
}
