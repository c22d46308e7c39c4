/** Loaded into the server's process before it starts: on SIGUSR2 it collects the garbage and says what memory is left. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Most collections: what one lets go of frees more for the next. */
const MOST = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', async () => {
  let before = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MOST; i++) {
    collect();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed > before * 0.99) break;
    before = heapUsed;
    await setImmediate();
  }
  console.log(`memory ${JSON.stringify(process.memoryUsage())}`);
});
