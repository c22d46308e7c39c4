/**
 * npm run bench:page: what our elements cost a browser, beside the same by hand, by bare Lit, and by our peers. Needs a
 * build. `--runs N` for another number of runs than 15; fewer than that are not kept.
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from '../scripts/find-browser.mjs';
import { measureHeap } from './page/heap.ts';
import { type Figures, measure, measureEvaluation } from './page/measure.ts';
import { median, mediansOf, rounded } from './page/medians.ts';
import { type Group, goalsOf, printGoals, printGroup, printHeap, ratiosOf } from './page/report.ts';
import { startSite } from './page/site.ts';
import { type PageKind, VARIANTS, type Variant } from './page/variants.ts';
import { keepResult } from './result.ts';

const RUNS = 15;
const WARM_UPS = 2;
/** Traces slow down what they watch: they have runs of their own. */
const TRACED_RUNS = 3;
const THROTTLES = [1, 4] as const;

const { values } = parseArgs({ options: { runs: { type: 'string', default: String(RUNS) } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is "${values.runs}"; a whole number from 1 is right.`);

const site = await startSite();
const browser = await chromium.launch({ executablePath: findBrowser()!, args: ['--no-sandbox', '--disable-gpu'] });

/** Everybody in turn, so that what else the machine does meets all alike. */
async function interleaved<Result>(
  kind: PageKind,
  times: number,
  work: (variant: Variant) => Promise<Result>,
): Promise<Map<Variant, Result[]>> {
  const results = new Map<Variant, Result[]>();
  for (const variant of VARIANTS[kind]) results.set(variant, []);
  for (let run = 0; run < times; run++)
    for (const variant of VARIANTS[kind]) results.get(variant)!.push(await work(variant));
  return results;
}

async function measureGroup(kind: PageKind, throttle: number): Promise<Group> {
  const what = (variant: Variant) => ({ kind, variant, throttle });
  const all = await interleaved(kind, WARM_UPS + runs, (variant) => measure(browser, site.url, what(variant)));
  const traced = await interleaved(kind, Math.min(runs, TRACED_RUNS), (variant) =>
    measureEvaluation(browser, site.url, what(variant)),
  );
  const row = (variant: Variant, figures: readonly Figures[]) => ({
    ...mediansOf(figures.slice(WARM_UPS)),
    evaluation: rounded(median(traced.get(variant)!)),
  });
  return {
    ...{ kind, throttle },
    rows: Object.fromEntries([...all].map(([variant, figures]) => [variant, row(variant, figures)])),
  };
}

try {
  const groups: Group[] = [];
  for (const throttle of THROTTLES)
    for (const kind of Object.keys(VARIANTS) as PageKind[]) {
      const group = await measureGroup(kind, throttle);
      groups.push(group);
      printGroup(group);
    }
  const heap = await measureHeap(browser, site.url);
  printHeap(heap);
  const goals = goalsOf(groups, heap);
  printGoals(goals);
  const withRatios = groups.map((group) => ({
    ...group,
    timesTheFloor: { gaung: ratiosOf(group.rows, 'gaung'), lit: ratiosOf(group.rows, 'lit') },
  }));
  if (runs < RUNS) console.log(`\nNot kept: ${runs} runs are too few.`);
  else keepResult('page', { browser: browser.version(), runs, groups: withRatios, heap, goals });
} finally {
  await browser.close();
  await site.close();
}
