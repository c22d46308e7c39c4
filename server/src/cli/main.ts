#!/usr/bin/env node
/** `gaung-server`: the server and all that its operator does. `gaung-server --help` lists it. */
import { FAILURE, runProgram } from './program.ts';

// `gaung-server export | head`: whoever reads has enough. It was not written whole, but there is nothing to say.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(FAILURE);
});

const code = await runProgram(process.argv.slice(2), process.env);
if (code !== undefined) process.exitCode = code;
