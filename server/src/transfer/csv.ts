import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import { countsById, isName, NETWORKS_PER_PAGE, type PageKey, REACTIONS_PER_PAGE, toPageKey } from 'gaung/contract';
import type { Base } from '../storage/storage.ts';
import { MOST, title as titleSchema } from './line-schemas.ts';
import { TransferError } from './transfer-error.ts';

/** What a column is for. */
type Column = 'page' | 'title' | 'views' | { readonly kind: 'shares' | 'reactions'; readonly name: string };

/** The totals of one page so far: of several rows, where they are the same page. */
interface Totals {
  title?: string;
  views: number;
  readonly shares: Map<string, number>;
  readonly reactions: Map<string, number>;
}

const RIGHT = 'page, title, views, shares.<network> or reactions.<reaction>, such as shares.x';

/**
 * Totals of an older counter from a table whose first row names its columns: `page,views,shares.x,reactions.love,title`.
 * Pages are page keys or addresses, which become keys; rows of the same page (with and without `www.`, say) are added
 * up. So nothing can be told before the last row: all pages are in memory.
 *
 * @param source Of the bases.
 * @throws {TransferError} that names line and column.
 */
export async function* csvBases(texts: AsyncIterable<string>, source: string): AsyncGenerator<Base, void, undefined> {
  const pages = new Map<PageKey, Totals>();
  const [begun, delimiter] = await lookAhead(texts);
  const parser = parse({ delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
  try {
    await pipeline(begun, parser, async (rows: AsyncIterable<{ info: Info; record: string[] }>) => {
      let columns: readonly Column[] | undefined;
      for await (const { info, record } of rows) {
        if (columns) addRow(pages, columns, record, info.lines);
        else columns = readHeader(record, info.lines);
      }
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: number };
    throw new TransferError(`It is no CSV: ${error.message}.`, lines === undefined ? {} : { line: lines }, error);
  }
  for (const [page, { title, views, shares, reactions }] of pages) {
    yield {
      type: 'base',
      page,
      source,
      ...(title !== undefined && { title }),
      views,
      shares: countsById([...shares].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      reactions: countsById([...reactions].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}

/** The same texts, and what divides their first line: where a comma is decimal, spreadsheets write semicolons. */
async function lookAhead(texts: AsyncIterable<string>): Promise<[AsyncIterable<string>, string]> {
  const iterator = texts[Symbol.asyncIterator]();
  let begin = '';
  let next = await iterator.next();
  while (!next.done) {
    begin += next.value;
    if (begin.includes('\n') || begin.length > 64 * 1024) break;
    next = await iterator.next();
  }
  const [head = ''] = begin.split('\n', 1);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0]!;
  const all = async function* (): AsyncGenerator<string, void, undefined> {
    yield begin;
    if (!next.done) yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return [all(), delimiter];
}

function readHeader(names: readonly string[], line: number): readonly Column[] {
  const columns = names.map((text, i): Column => {
    const name = text.trim();
    const place = { line, column: String(i + 1) };
    if (names.findIndex((other) => other.trim() === name) < i) {
      throw new TransferError(`${JSON.stringify(name)} is there twice.`, place);
    }
    if (name === 'page' || name === 'title' || name === 'views') return name;
    const [, kind, id] = /^(shares|reactions)\.(.*)$/.exec(name) ?? [];
    if (kind && isName(id)) return { kind: kind as 'shares' | 'reactions', name: id };
    throw new TransferError(`${JSON.stringify(name.slice(0, 100))} is no column. Right would be ${RIGHT}.`, place);
  });
  if (!columns.includes('page')) {
    throw new TransferError('The first line must name the columns, "page" among them: page,views,shares.x', { line });
  }
  for (const [kind, most] of [
    ['shares', NETWORKS_PER_PAGE],
    ['reactions', REACTIONS_PER_PAGE],
  ] as const) {
    if (columns.filter((column) => typeof column === 'object' && column.kind === kind).length > most) {
      throw new TransferError(`There may be ${most} columns of ${kind} at most.`, { line });
    }
  }
  return columns;
}

function addRow(pages: Map<PageKey, Totals>, columns: readonly Column[], cells: readonly string[], line: number): void {
  if (cells.length !== columns.length) {
    throw new TransferError(`It has ${cells.length} cells, but there are ${columns.length} columns.`, { line });
  }
  const key = readPage(cells[columns.indexOf('page')]!.trim(), line);
  const totals: Totals = pages.get(key) ?? { views: 0, shares: new Map(), reactions: new Map() };
  pages.set(key, totals);
  for (const [i, column] of columns.entries()) {
    const cell = cells[i]!.trim();
    if (column === 'page' || cell === '') continue;
    if (column === 'title') totals.title ??= readTitle(cell, line);
    else if (column === 'views') totals.views = add(totals.views, cell, { line, column });
    else {
      const { kind, name } = column;
      const sum = add(totals[kind].get(name) ?? 0, cell, { line, column: `${kind}.${name}` });
      if (sum > 0) totals[kind].set(name, sum);
    }
  }
}

function readPage(cell: string, line: number): PageKey {
  try {
    return toPageKey(cell);
  } catch (error) {
    throw new TransferError((error as Error).message, { line, column: 'page' }, error);
  }
}

function readTitle(cell: string, line: number): string {
  const { success, data, error } = titleSchema.safeParse(cell);
  if (success) return data;
  throw new TransferError(`It ${error.issues[0]?.message}.`, { line, column: 'title' });
}

function add(before: number, cell: string, place: { line: number; column: string }): number {
  const sum = before + Number(cell);
  if (/^\d{1,13}$/.test(cell) && sum <= MOST) return sum;
  throw new TransferError(
    `${JSON.stringify(cell.slice(0, 100))} must be a whole number from 0 to ${MOST.toLocaleString('en')}, ` +
      'in digits alone, and so must be the sum of a page.',
    place,
  );
}
