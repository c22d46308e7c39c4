/** Files that stay free for the database, its copies, the script and the log, however many connections come. */
const SPARE = 100;

/**
 * How many connections the server takes: what the system lets it open, but for some files. Without a limit whoever opens
 * connections takes the last one, and the database cannot open its own.
 *
 * @returns Infinity where the system sets no limit, or tells of none.
 */
export function mostConnections(): number {
  const report = process.report as typeof process.report & { excludeNetwork: boolean };
  const before = report.excludeNetwork;
  report.excludeNetwork = true; // It would look up the names of all who are connected.
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  report.excludeNetwork = before;
  const files = Number(userLimits?.open_files?.soft);
  return Number.isFinite(files) ? Math.max(SPARE, files - SPARE) : Number.POSITIVE_INFINITY;
}
