import type { Figures } from './measure.ts';
import type { Work } from './work.ts';

/** How many pages are in the database, unless it is said otherwise. */
export const FEW = 10_000;

export interface Row {
  readonly name: string;
  readonly work: Work;
  /** The least part of the bare server's speed that is to be had. */
  readonly goal?: number;
  /** How it is measured with many pages, too. */
  readonly many?: (pages: number) => Work;
}

const read = (pages: number, urls: 'repeated' | 'zipf' | 'new', among = FEW): Work => ({
  method: 'GET',
  ...{ pages, urls, among },
});
const write = (interactions: number, among: number): Work => ({ method: 'POST', interactions, among });

export const ROWS: readonly Row[] = [
  ...[1, 50, 100].flatMap((pages): Row[] => [
    { name: `GET ${pages}, one URL`, work: read(pages, 'repeated'), ...(pages < 100 && { goal: 0.6 }) },
    { name: `GET ${pages}, Zipf`, work: read(pages, 'zipf'), many: (among) => read(pages, 'zipf', among) },
    { name: `GET ${pages}, new URLs`, work: read(pages, 'new'), many: (among) => read(pages, 'new', among) },
  ]),
  { name: 'POST 1, one page', work: write(1, 1), goal: 0.4 },
  { name: 'POST 1, 1,000 pages', work: write(1, 1000), goal: 0.4, many: () => write(1, 1000) },
  { name: 'POST 10, one page', work: write(10, 1) },
  { name: 'POST 10, 1,000 pages', work: write(10, 1000) },
];

/** With many pages it is to be so much as fast as with few. */
export const MANY_GOAL = 0.8;

/** What came of one row. */
export interface Result {
  readonly row: string;
  readonly bare: Figures;
  readonly ours: Figures;
  /** Our speed as a part of the bare server's. */
  readonly ratio: number;
  /** The same by the CPU time that each spent: the truer one where others use the machine. */
  readonly ratioByCpu: number;
  readonly goal?: number;
  readonly isReached?: boolean;
}
