import { readFileSync } from 'node:fs';
import type { Usage } from './server-process.ts';

/** Of a second, in which Linux tells of CPU time. */
const TICK = 1 / 100;

const NOTHING: Usage = { cpu: 0, memory: 0 };

/**
 * What a process and its children take of the machine, CPU time of children that have ended included; nothing of one that
 * is gone. On Linux alone: it is in /proc.
 */
export function usageOf(pid: number): Usage {
  try {
    // Children first: the time of one that ends meanwhile is in its parent's.
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    const all = [...children.map((child) => usageOf(Number(child))), usageOfOne(pid)];
    return all.reduce((sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }), NOTHING);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return NOTHING;
    throw error;
  }
}

function usageOfOne(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0); // Own, and of ended children.
  return { cpu: ticks * TICK, memory: pages * 4096 };
}
