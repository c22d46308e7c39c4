import type { CDPSession } from 'playwright-core';

export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly pid: number;
  /** In µs, as `dur`. */
  readonly ts: number;
  readonly dur?: number;
  readonly args: { readonly data?: { readonly url?: string } };
}

/** Events by which Chromium reports that it compiles or runs a script's top level. */
const EVALUATION = new Set(['EvaluateScript', 'v8.compile', 'v8.compileModule', 'v8.evaluateModule']);

/** Chromium's own trace of what scripts do. */
export const traceScripts = {
  async start(session: CDPSession): Promise<void> {
    const traceConfig = { includedCategories: ['devtools.timeline', 'v8'] };
    await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  },

  async stop(session: CDPSession): Promise<readonly TraceEvent[]> {
    const events: TraceEvent[] = [];
    session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
    const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await done;
    return events;
  },
};

/**
 * How long compiling and evaluating the page's scripts took, in ms: what lies within another is counted once. A trace is
 * of the whole browser, whose own pages run scripts as well: only threads that have read one over http are looked at.
 */
export function evaluationOf(events: readonly TraceEvent[]): number {
  const all = events.filter(({ name, ph }) => ph === 'X' && EVALUATION.has(name));
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const threads = new Set(all.filter(({ args }) => args.data?.url?.startsWith('http')).map(threadOf));
  const spans = all.filter((event) => threads.has(threadOf(event))).toSorted((a, b) => a.ts - b.ts);
  let total = 0;
  let end = 0;
  for (const { ts, dur = 0 } of spans) {
    total += Math.max(0, ts + dur - Math.max(ts, end));
    end = Math.max(end, ts + dur);
  }
  return total / 1000;
}
