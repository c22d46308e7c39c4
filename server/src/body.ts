import { Problem } from './problem.ts';

const tooLarge = (limit: number) =>
  new Problem('body-too-large', `The body may have ${limit.toLocaleString('en')} bytes at most.`);
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
  for await (const chunk of bodyChunks(request, limit)) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Problem('body-unreadable', 'The body must be UTF-8.'); // The only reason that a decoder has.
  }
}
