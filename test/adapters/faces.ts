import { type HttpOptions, http } from '../../src/adapters/http.ts';
import { httpFirst } from '../../src/adapters/http-first.ts';

/** The same adapter as a script tag makes it: the whole of it comes when it is needed. */
const first = (options: HttpOptions) => httpFirst(options, () => import('../../src/adapters/http-whole.ts'));

/**
 * What the tests of a file are about: `http()` as npm has it or, where they are imported with `?first`, the adapter of a
 * first look. What one does, the other does.
 *
 * @param url The file's own.
 */
export const faceOf = (url: string): typeof http => (url.endsWith('?first') ? first : http);
