import { readFileSync } from 'node:fs';
import type { Usage } from './server-process.ts';

/** Of a second, in which Linux tells of CPU time. */
const TICK = 1 / 100;

/**
 * What a process and its children take of the machine, CPU time of children that have ended included. On Linux alone: it
 * is in /proc.
 */
export function usageOf(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const [user, system, userOfEnded, systemOfEnded] = fields.slice(11, 15).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return children
    .map((child) => usageOf(Number(child)))
    .reduce((sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }), {
      cpu: (user + system + userOfEnded + systemOfEnded) * TICK,
      memory: pages * 4096,
    });
}
