// Makes a fresh clone ready to run: packages, the right Node and, with --browser and --database, what tests need of these.
// Runs before anything is installed, on Node 20 or later, so it has no dependencies. Does nothing when nothing is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installBrowsers, installDatabases } from './install-engines.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const WANTED_NODE = 24;

function fail(message) {
  console.error(`\n[setup] ${message}\n`);
  process.exit(1);
}

function run(command, args, env = {}) {
  console.log(`[setup] ${command} ${args.join(' ')}`);
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return result.status === 0;
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Whether node_modules holds just what package-lock.json asks for, by npm's own record of what it installed. */
function packagesAreCurrent() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
    ([path, wanted]) =>
      !path.startsWith('node_modules/') ||
      (installed[path] ? installed[path].version === wanted.version : Boolean(wanted.optional)),
  );
}

if (!packagesAreCurrent() && !run('npm', ['ci', '--loglevel=error'])) {
  fail('npm ci failed; its message above says why.');
}

const node = spawnSync('node', ['--version'], {
  encoding: 'utf8',
  env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
});
if (Number.parseInt(node.stdout?.slice(1), 10) < WANTED_NODE) {
  fail(
    `Node ${WANTED_NODE} or later is needed, found ${node.stdout?.trim()}. On Linux x64 npm installs it; ` +
      `on this machine (${process.platform} ${process.arch}) install it from https://nodejs.org and try again.`,
  );
}

if (process.argv.includes('--browser') && !installBrowsers()) {
  fail(
    'The tests need a Chromium browser and found none. Install it by hand (apt-get install chromium), ' +
      'or set CHROME_PATH to a Chromium or Chrome binary.',
  );
}

if (process.argv.includes('--database')) installDatabases();
