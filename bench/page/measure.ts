import type { Browser, CDPSession } from 'playwright-core';
import { probe, scrollThrough } from './probe.ts';
import { evaluationOf, traceScripts } from './trace.ts';
import { type PageKind, SIGNS, type Variant } from './variants.ts';

/** Figures of one run, or their medians. Times in ms; those of tasks are times that the thread ran. */
export interface Figures {
  /** All tasks of the main thread. */
  readonly task: number;
  /** Of these: JavaScript, layout, and the recalculation of styles. */
  readonly script: number;
  readonly layout: number;
  readonly style: number;
  readonly layouts: number;
  readonly styles: number;
  readonly longTasks: number;
  readonly longTaskTime: number;
  /** From the script's arrival to the end of the first frame in which all elements had rendered. */
  readonly painted: number;
  /** From there to the end of the first frame in which all numbers were shown. */
  readonly counted: number;
  /** MB of JavaScript's heap after a forced garbage collection. */
  readonly heap: number;
  readonly nodes: number;
  readonly requests: number;
  /** Of these: for counts, and with interactions. */
  readonly countsRequests: number;
  readonly interactionsRequests: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

export interface Case {
  readonly kind: PageKind;
  readonly variant: Variant;
  /** By how much the CPU is slowed down: 1 is not at all. */
  readonly throttle: number;
}

/** What may still come once the numbers are shown, in ms: sends, timers, collections of garbage. */
const SETTLE_MS = 400;

async function metricsOf(session: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (name) => metrics.find((one) => one.name === name)!.value;
}

interface Visit {
  readonly session: CDPSession;
  readonly asked: readonly string[];
  readonly notes: () => Promise<typeof globalThis.bench>;
}

/** Comes as a new reader, scrolls through the whole page, and waits until it is idle. */
async function visit<Result>(
  browser: Browser,
  url: string,
  { kind, variant, throttle }: Case,
  work: (visit: Visit) => Promise<Result>,
  prepare: (session: CDPSession) => Promise<unknown>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.addInitScript(probe, variant === 'none' ? null : SIGNS[variant]);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    await prepare(session);
    await page.goto(`${url}${kind}-${variant}.html`, { waitUntil: 'load' });
    if (variant !== 'none') await page.waitForFunction(() => globalThis.bench.counted !== undefined);
    await page.evaluate(scrollThrough);
    await page.waitForTimeout(SETTLE_MS);
    if (problems.length > 0) throw new Error(`${kind}-${variant}: ${problems.join('; ')}`);
    return await work({ session, asked, notes: () => page.evaluate(() => globalThis.bench) });
  } finally {
    await context.close();
  }
}

/** One visit, measured. */
export function measure(browser: Browser, url: string, what: Case): Promise<Figures> {
  const work = async ({ session, asked, notes }: Visit): Promise<Figures> => {
    const metric = await metricsOf(session);
    const { longTasks, longTaskTime, shift, loaded = 0, painted = 0, counted = 0 } = await notes();
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
    const after = await metricsOf(session);
    const times = (path: RegExp) => asked.filter((one) => path.test(one)).length;
    return {
      task: metric('TaskDuration') * 1000,
      script: metric('ScriptDuration') * 1000,
      layout: metric('LayoutDuration') * 1000,
      style: metric('RecalcStyleDuration') * 1000,
      layouts: metric('LayoutCount'),
      styles: metric('RecalcStyleCount'),
      ...{ longTasks, longTaskTime, shift },
      painted: painted - loaded,
      counted: counted - loaded,
      heap: after('JSHeapUsedSize') / 1e6,
      nodes: after('Nodes'),
      requests: asked.length,
      countsRequests: times(/\/counts$|\/api\/article$/),
      interactionsRequests: times(/\/interactions$|\/events$/),
    };
  };
  // Time that the thread ran, not time that passed: what else the machine does is not measured.
  return visit(browser, url, what, work, (session) =>
    session.send('Performance.enable', { timeDomain: 'threadTicks' }),
  );
}

/** One visit, traced, which slows it down: how long compiling and evaluating the scripts took, in ms. */
export function measureEvaluation(browser: Browser, url: string, what: Case): Promise<number> {
  return visit(
    browser,
    url,
    what,
    async ({ session }) => evaluationOf(await traceScripts.stop(session)),
    (session) => traceScripts.start(session),
  );
}
