/** Such a part of what the process may have is for counts that are ready to be sent. */
const PART = 16;
const [LEAST, MOST] = [64, 4096];

/** What a machine, and what it is limited to, have of memory; in bytes. */
export interface Room {
  /** What the process may have: of the machine, or of the container around it. Where there is no limit it is 0 or huge. */
  readonly limit: number;
  readonly machine: number;
}

/** How much memory counts that are ready to be sent may take where nobody said it, in MiB. */
export function defaultSize({ limit, machine }: Room): number {
  const room = limit > 0 ? Math.min(limit, machine) : machine;
  return Math.min(MOST, Math.max(LEAST, Math.floor(room / PART / 2 ** 20)));
}
