// Runs the suites, all or those that are named, and ends with one line: N passed, N failed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';
import { BROWSERS, DATABASES, skippedEngines } from './engines.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Test files by suite; `elements` runs in the browser by its own configuration. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  unit: ['contract', 'networks', 'locales', 'package', 'model', 'ssr'].map((room) => `test/${room}/**/*.test.ts`),
  server: ['server/test/**/*.test.ts', 'test/adapters/**/*.test.ts'],
  elements: [],
  e2e: ['test/e2e/**/*.test.ts'],
};

/** How many files run at a time. Most wait for a disk or for a database that starts; browsers, though, are busy. */
const AT_ONCE: Readonly<Record<string, number>> = { unit: 2, server: 3, e2e: 1 };

interface Failure {
  readonly where: string;
  readonly title: string;
  readonly reason: string;
}

interface Count {
  passed: number;
  failed: number;
  failures: Failure[];
}

let running: ChildProcess | undefined;
// A signal that reaches this process alone ends the suite too, which ends its browsers.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    running?.once('exit', () => process.exit(1));
    if (!running?.kill(signal)) process.exit(1);
  });
}

async function runSuite(name: string, countFile: string): Promise<Count> {
  const spec = ['--test', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  const counting = ['--test-reporter=./scripts/reporters/node-count.js', `--test-reporter-destination=${countFile}`];
  const args =
    name === 'elements'
      ? ['node_modules/@web/test-runner/dist/bin.js']
      : [...spec, ...counting, `--test-concurrency=${AT_ONCE[name]!}`, ...SUITES[name]!];
  const env = { ...process.env, GAUNG_COUNT_FILE: countFile };
  running = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  const [status] = (await once(running, 'exit')) as [number | null];
  running = undefined;
  const none: Count = { passed: 0, failed: 0, failures: [] };
  const count: Count = existsSync(countFile) ? JSON.parse(readFileSync(countFile, 'utf8')) : none;
  // A runner that stopped badly, or ran nothing, is a failure even where no test says so.
  if (count.failed === 0 && (status !== 0 || count.passed === 0)) count.failed = 1;
  return count;
}

const isLong = process.argv.includes('--long');
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  console.error(`Unknown suite ${unknown.join(', ')}. Known are: ${Object.keys(SUITES).join(', ')}.`);
  process.exit(2);
}
if (isLong) process.env.GAUNG_LONG = '1';

build();
const folder = mkdtempSync(join(tmpdir(), 'gaung-test-'));
const total: Count = { passed: 0, failed: 0, failures: [] };
const suites = named.length > 0 ? named : Object.keys(SUITES);
for (const name of suites) {
  console.log(`\n── ${name} ──`);
  const begin = performance.now();
  const { passed, failed, failures } = await runSuite(name, join(folder, `${name}.json`));
  const seconds = Math.round((performance.now() - begin) / 1000);
  console.log(`${name}: ${passed} passed, ${failed} failed, in ${seconds} s`);
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
}
rmSync(folder, { recursive: true });
const engines = [...(suites.includes('elements') ? BROWSERS : []), ...(suites.includes('server') ? DATABASES : [])];
for (const line of skippedEngines(engines)) console.warn(`\n${line}`);
// Once more and last: long output is often cut, and its end is what is kept.
for (const { where, title, reason } of total.failures) console.log(`\nFAILED ${where}: ${title}\n${reason}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
