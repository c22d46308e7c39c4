import { Problem } from './problem.ts';

const tooLarge = (limit: number) =>
  new Problem('body-too-large', `The body may have ${limit.toLocaleString('en')} bytes at most.`);
/** Longest line, in characters: what is longer is no list of lines. */
const LINE_LENGTH = 256 * 1024;

const notUtf8 = () => new Problem('body-unreadable', 'The body must be UTF-8.');

/** The body in pieces. Counts what really comes, because a Content-Length may be absent or lie. @throws {Problem} */
async function* limited(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('Content-Length')) > limit) throw tooLarge(limit);
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('body-unreadable', 'The body ended before it was complete.');
  }
}

/**
 * The whole body as text.
 *
 * @param limit In bytes.
 * @throws {Problem} where it is larger, not UTF-8, or cut off.
 */
export async function bodyText(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limited(request, limit)) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw notUtf8(); // The only reason that a decoder has.
  }
}

/**
 * The lines of the body, without their ends, as they arrive.
 *
 * @param limit In bytes, of all lines together.
 * @throws {Problem} where it is larger, not UTF-8, cut off, or not made of lines.
 */
export async function* bodyLines(request: Request, limit: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw notUtf8();
    }
  };
  let rest = '';
  for await (const chunk of limited(request, limit)) {
    const lines = (rest + decode(chunk)).split('\n');
    rest = lines.pop()!;
    if (rest.length > LINE_LENGTH) throw new Problem('body-unreadable', 'A line is too long: each must be one object.');
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  rest += decode();
  if (rest !== '') yield rest;
}
