import { readFileSync } from 'node:fs';
import type { Floor } from '../load/engines.ts';
import type { StorageName } from '../load/options.ts';
import type { Asked } from '../load/report.ts';
import type { Bytes } from '../load/rows.ts';
import type { Run } from '../load/run.ts';
import type { HeapFigures } from '../page/heap.ts';
import type { Goal, Group } from '../page/report.ts';
import type { Made } from '../result.ts';
import type { Figures } from '../server/measure.ts';
import type { Result } from '../server/rows.ts';
import type { Sizes } from '../sizes.ts';

export interface PageResult extends Made {
  readonly browser: string;
  readonly runs: number;
  readonly groups: readonly (Group & {
    readonly timesTheFloor: Readonly<Record<string, { whole: number; beyondNone: number }>>;
  })[];
  readonly heap: HeapFigures;
  readonly goals: readonly Goal[];
}

export interface BytesResult extends Made {
  readonly page: Readonly<Record<string, Sizes>>;
  readonly peers: Readonly<Record<string, Sizes>>;
  readonly entries: Readonly<Record<string, Sizes>>;
  readonly chunks: Readonly<Record<string, Sizes>>;
}

interface ManyRow {
  readonly row: string;
  readonly few: Figures;
  readonly many: Figures;
  readonly ratio: number;
  readonly goal?: number;
  readonly isReached?: boolean;
}

export interface ServerResult extends Made {
  readonly connections: number;
  readonly pages: number;
  readonly results: readonly Result[];
  readonly live?: {
    readonly subscribers: number;
    readonly taps: number;
    /** In ms. */
    readonly half: number;
    readonly last: number;
    readonly worst: number;
    /** In MB. */
    readonly memory: { readonly before: number; readonly with: number };
  };
  readonly many?: {
    readonly pages: number;
    readonly seconds: number;
    readonly megabytes: number;
    /** `GAUNG_MEMORY`, in MiB. */
    readonly memory: number;
    /** Whether nobody had said it. */
    readonly isMemoryDefault?: boolean;
    readonly results: readonly ManyRow[];
  };
  readonly waline?: readonly { row: string; ours: Figures; theirs: Figures; times: number }[];
}

export interface LoadResult extends Made, Asked {
  readonly cores: number;
  readonly floor?: Floor;
  readonly runs: readonly Run[];
}

export interface RowsResult extends Made {
  /** How many of each kind. */
  readonly rows: number;
  readonly results: Readonly<Record<'sqlite' | 'postgres' | 'redis', Bytes>>;
}

/** What each bench has kept, by the name of its file. */
type Results = Readonly<Record<`load-${StorageName}`, LoadResult>> & {
  readonly page: PageResult;
  readonly bytes: BytesResult;
  readonly server: ServerResult;
  readonly 'server-little-memory': ServerResult;
  readonly rows: RowsResult;
};

/** What a bench has kept. */
export function readResult<Name extends keyof Results>(name: Name): Results[Name] {
  return JSON.parse(readFileSync(new URL(`../results/${name}.json`, import.meta.url), 'utf8')) as Results[Name];
}

/** Where and when figures were made, in a sentence. */
export const madeText = (name: string, { date, commit, machine, node }: Made, browser?: string): string =>
  `Measured on ${date}, commit ${commit}, ${browser ? `Chromium ${browser}` : `Node ${node}`}, ${machine} ` +
  `([bench/results/${name}.json](../bench/results/${name}.json)).`;
