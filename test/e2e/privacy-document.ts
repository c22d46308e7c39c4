/** The tables of docs/privacy.md, as tests read them. */
import { readFileSync } from 'node:fs';

export type Row = Readonly<Record<string, string>>;

const text = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
/** What a cell says where something never happens. */
const NEVER = '–';

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** A table that a comment names, row by row: the text of each cell by its column. */
export function tableOf(name: string): Row[] {
  const [, after] = text.split(`<!-- table: ${name} -->\n`);
  if (after === undefined) throw new Error(`docs/privacy.md has no table ${name}.`);
  const [head, , ...lines] = after.split('\n\n')[0]!.trimEnd().split('\n');
  const columns = cellsOf(head!);
  return lines.map((line) => {
    const cells = cellsOf(line);
    if (cells.length !== columns.length) throw new Error(`A row of ${name} has ${cells.length} cells: ${line}`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]!]));
  });
}

/** The texts in code of a cell. */
export const codesOf = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

/** The rows of a table whose cell in a mode's column does not say never. */
export function rowsIn(name: string, mode: string): Row[] {
  return tableOf(name).filter((row) => {
    if (!row[mode]) throw new Error(`The table ${name} says nothing of "${mode}".`);
    return row[mode] !== NEVER;
  });
}
