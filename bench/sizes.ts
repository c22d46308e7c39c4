import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What a file weighs, in bytes. */
export interface Sizes {
  /** As it is served, minified. */
  readonly min: number;
  /** By gzip at level 9. */
  readonly gzip: number;
  /** By brotli at quality 11. */
  readonly brotli: number;
}

/** What these bytes weigh when they are sent as one file. */
export function sizesOf(content: string | Uint8Array): Sizes {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    min: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  };
}

/** What several files weigh together, each sent by itself. */
export function sum(all: Iterable<Sizes>): Sizes {
  const total = { min: 0, gzip: 0, brotli: 0 };
  for (const { min, gzip, brotli } of all) {
    total.min += min;
    total.gzip += gzip;
    total.brotli += brotli;
  }
  return total;
}
