/** Loaded into the server's process before it starts: on SIGUSR2 it collects the garbage and says what memory is left. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  // Twice, with a turn of the event loop between: what the first lets go of frees buffers that the second collects.
  collect();
  setImmediate(() => {
    collect();
    console.log(`memory ${JSON.stringify(process.memoryUsage())}`);
  });
});
