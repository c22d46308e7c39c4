/**
 * npm run load: plays a story that is on a front page, against one server or several over one engine, and prints what goes
 * through and how long readers wait, beside the engine's own floor.
 *
 * `--storage sqlite|memory|postgres|redis|cluster`, `--instances 1,2,3`, `--seconds` of each part, `--rate` in readers a
 * second, `--connections`, `--live` readers who watch, `--pages`, `--clients` processes that make the load; `--as NAME`
 * keeps the figures in bench/results/NAME.json, `--plot FILE` draws them as an SVG.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createEnds } from './load/ends.ts';
import { type Floor, startEngine } from './load/engines.ts';
import { readOptions, type StorageName } from './load/options.ts';
import { loadPlot } from './load/plot.ts';
import { floorTable, loadTables } from './load/report.ts';
import { type Run, run } from './load/run.ts';
import { keepResult } from './result.ts';

let options: ReturnType<typeof readOptions>;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
const floor = await measureFloor(options.storage);
const runs: Run[] = [];
// All at the rate of the first: what they say of waiting can then be compared.
for (const instances of options.instances)
  runs.push(await run({ ...options, rate: options.rate ?? runs[0]?.rate }, instances));
const { as, plot, instances: _, ...asked } = options;
console.log(loadTables(asked, runs));
console.log(`\n${floorTable(floor)}`);
if (plot !== undefined) writeFileSync(plot, loadPlot([{ storage: options.storage, runs }]));
if (as !== undefined) keepResult(as, { ...asked, cores: cpus().length, floor, runs });

/** On an engine of its own. */
async function measureFloor(storage: StorageName): Promise<Floor | undefined> {
  const ends = createEnds();
  try {
    const engine = await startEngine(storage);
    ends.add(engine.stop);
    return await engine.floor?.();
  } finally {
    await ends.stop();
  }
}
