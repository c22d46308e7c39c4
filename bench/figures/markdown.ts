/** A table in Markdown: the first column to the left, what is a figure to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at < texts ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** A number as people read it: no more digits than mean something. */
export function figure(number: number): string {
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  return number.toLocaleString('en', { maximumFractionDigits: digits });
}

export const percent = (part: number): string => `${Math.round(part * 100)} %`;

export const yesOrNo = (isMet: boolean): string => (isMet ? 'yes' : '**no**');
