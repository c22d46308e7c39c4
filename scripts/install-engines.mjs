// Installs the engines that suites need and this machine has not. Chromium must be there; the others should.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BROWSERS, DATABASES, missingEngines, whyNotInstall } from './engines.mjs';

/** Fonts by package, with a file of each: pages in many scripts are looked at, and without them they show boxes. */
const FONTS = {
  'fonts-liberation': '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  'fonts-noto-color-emoji': '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
  'fonts-noto-core': '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf',
};

/** Goes along with what is installed anyway: the test that looks at the server's system calls is skipped without it. */
const EXTRAS = existsSync('/usr/bin/strace') ? [] : ['strace'];

function aptGet(...args) {
  console.log(`[setup] apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}

const install = (packages) => aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);

/**
 * A package of Debian brings a service along. Tests start servers of their own, so this one is not to take a port and
 * memory of the machine from now on.
 */
function leaveNoService(name) {
  spawnSync('update-rc.d', [name, 'disable'], { stdio: 'inherit' });
  spawnSync('service', [name, 'stop'], { stdio: 'inherit' });
}

/** Warns of what is missing still, by name. */
function warnOf(engines, obstacle) {
  for (const { name, npm } of engines) {
    const why = npm
      ? `npm's ${npm} has none for ${process.platform} ${process.arch}`
      : (obstacle ?? 'apt-get could not install it, its message above says why');
    console.warn(`[setup] ${name} is missing: ${why}.`);
  }
}

/** Installs packages by groups where they may be; does nothing where there are none. */
function installGroups(groups, obstacle) {
  const wanted = groups.filter((packages) => packages.length > 0);
  if (obstacle || wanted.length === 0) return;
  aptGet('update', '-qq');
  const all = [...wanted, EXTRAS];
  // One package that does not exist fails the call for all: then each has a call of its own.
  if (!install(all.flat())) for (const packages of all.filter(({ length }) => length > 0)) install(packages);
}

const packagesOf = (engines) => engines.map(({ packages = [] }) => packages);

/** Installs browsers, and what their pages need. Returns whether Chromium is there. */
export function installBrowsers() {
  const obstacle = whyNotInstall();
  // Missing fonts are no reason to complain where they cannot be installed: a Mac has others.
  const fonts = Object.keys(FONTS).filter((name) => !existsSync(FONTS[name]));
  installGroups([...packagesOf(missingEngines(BROWSERS)), fonts], obstacle);
  const left = missingEngines(BROWSERS);
  warnOf(left, obstacle);
  return !left.includes(BROWSERS[0]);
}

/** Installs the engines of storages. */
export function installDatabases() {
  const obstacle = whyNotInstall();
  const missing = packagesOf(missingEngines(DATABASES));
  installGroups(missing, obstacle);
  if (!obstacle) for (const name of missing.flat()) leaveNoService(name);
  warnOf(missingEngines(DATABASES), obstacle);
}
