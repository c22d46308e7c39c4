// Ends the browsers' processes with this one, also where it fails, is interrupted or is told to end.
import type { ChildProcess } from 'node:child_process';

const processes = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of processes) child.kill();
});
// A signal that nobody hears would end this process without that event.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

export function endWithRun(child: ChildProcess): ChildProcess {
  processes.add(child);
  child.once('exit', () => processes.delete(child));
  return child;
}
