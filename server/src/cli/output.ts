import { SingleBar } from 'cli-progress';

/** Writes a line of what was asked for. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Tells the operator something that is not what was asked for: it must not get into a file. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** `1 page`, `2 pages`. */
export const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

export interface Bar {
  /** @param total Absent where nobody knows. */
  update(done: number, total?: number): void;
  stop(): void;
}

/**
 * Shows how far a long piece of work is, on a terminal: nothing in a log, nothing with `--quiet`.
 *
 * @param what Is being done: `Checking`.
 */
export function progressBar(what: string, isQuiet: boolean | undefined): Bar {
  if (isQuiet || !process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar({
    format: `${what.padEnd(9)} {bar} {percentage} %`,
    stream: process.stderr,
    clearOnComplete: true,
    // Its handlers of signals would keep a signal from ending the process at once, in the middle of a transaction.
    gracefulExit: false,
    // So nothing may be left switched off in the terminal either.
    hideCursor: null,
    linewrap: true,
  });
  bar.start(1, 0);
  return {
    update(done, total = 0) {
      bar.setTotal(Math.max(total, done, 1));
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

/** Rows as text, each column as wide as its widest cell; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (typeof cell === 'number' ? String(cell).padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}
