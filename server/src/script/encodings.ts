/** The content codings in which the script is served; the build and the server make them by the same means. */
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib';

export interface Coding {
  /** What a compressed file is called more than the file itself. */
  readonly suffix: string;
  /** As small as the format can; runs in a thread of the pool. */
  compress(bytes: Uint8Array): Promise<Buffer>;
  /** @param most Bytes; rejects where there are more. */
  decompress(bytes: Uint8Array, most: number): Promise<Buffer>;
}

const toBrotli = promisify(brotliCompress);
const fromBrotli = promisify(brotliDecompress);
const toGzip = promisify(gzip);
const fromGzip = promisify(gunzip);

/** By their names in `Accept-Encoding`, the smallest first. */
export const CODINGS = {
  br: {
    suffix: '.br',
    compress: (bytes) =>
      toBrotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    decompress: (bytes, maxOutputLength) => fromBrotli(bytes, { maxOutputLength }),
  },
  gzip: {
    suffix: '.gz',
    compress: (bytes) => toGzip(bytes, { level: 9 }),
    decompress: (bytes, maxOutputLength) => fromGzip(bytes, { maxOutputLength }),
  },
} as const satisfies Record<string, Coding>;

export type CodingName = keyof typeof CODINGS;
export const CODING_NAMES = Object.keys(CODINGS) as CodingName[];
