// Installs what the browser suites need and this machine has not. Chromium must be there; the others should.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ENGINES, missingEngines, whyNotInstall } from './engines.mjs';

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

/** Installs what is missing where it may; does nothing where nothing is. Returns whether Chromium is there. */
export function installBrowsers() {
  const obstacle = whyNotInstall();
  const missing = missingEngines();
  // Missing fonts are no reason to complain where they cannot be installed: a Mac has others.
  const fonts = obstacle ? [] : Object.keys(FONTS).filter((name) => !existsSync(FONTS[name]));
  if (missing.length === 0 && fonts.length === 0) return true;

  if (!obstacle) {
    aptGet('update', '-qq');
    const groups = [...missing.map(({ packages }) => packages), fonts, EXTRAS].filter(
      (packages) => packages.length > 0,
    );
    // One package that does not exist fails the call for all: then each has a call of its own.
    if (!install(groups.flat())) for (const packages of groups) install(packages);
  }
  const left = missingEngines();
  for (const { name } of left) {
    console.warn(
      `[setup] ${name} is missing: ${obstacle ?? 'apt-get could not install it, its message above says why'}.`,
    );
  }
  return !left.includes(ENGINES[0]);
}
