import { TransferError } from './transfer-error.ts';

/** Longest line, in characters: what is longer is no list of lines. */
const LINE_LENGTH = 256 * 1024;

/** Bytes as text. @throws {TransferError} where they are not UTF-8. */
export async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new TransferError('It must be UTF-8.', {}, cause); // The only reason that a decoder has.
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}

/** The lines of a text that comes in pieces, without their ends. @throws {TransferError} where one has no end. */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > LINE_LENGTH) throw new TransferError('A line is too long: each must be one object.');
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}
