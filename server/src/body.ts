import { Problem } from './problem.ts';

const tooLarge = (limit: number) =>
  new Problem('body-too-large', `The body may have ${limit.toLocaleString('en')} bytes at most.`);
const CUT_OFF = 'The body ended before it was complete.';

/**
 * The body in pieces. Counts what really comes, because a Content-Length may be absent or lie.
 *
 * @param limit In bytes.
 * @throws {Problem} where it is larger, or cut off.
 */
export async function* bodyChunks(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('Content-Length')) > limit) throw tooLarge(limit);
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('body-unreadable', CUT_OFF);
  }
}

/**
 * The whole body as text.
 *
 * @param limit In bytes.
 * @throws {Problem} where it is larger, not UTF-8, or cut off.
 */
export async function bodyText(request: Request, limit: number): Promise<string> {
  return decodeBody(
    request.headers.has('Content-Length') ? await wholeBody(request, limit) : await pieces(request, limit),
  );
}

/** A whole body as text. @throws {Problem} where it is not UTF-8. */
export function decodeBody(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Problem('body-unreadable', 'The body must be UTF-8.'); // The only reason that a decoder has.
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

async function pieces(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * The body of who has said how long it is, read without a stream, which is slow. HTTP/1.1 ends a body by its length: what
 * comes after it is another request (RFC 9112, section 6.3). What a runtime hands over all the same is measured.
 */
async function wholeBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('Content-Length')) > limit) throw tooLarge(limit);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await request.arrayBuffer());
  } catch {
    throw new Problem('body-unreadable', CUT_OFF);
  }
  if (bytes.byteLength > limit) throw tooLarge(limit);
  return bytes;
}
