// The engines that the browser suites run in. No dependencies: the set-up asks it before anything is installed.
import { existsSync } from 'node:fs';
import { findBrowser, findFirefox, findWebKit } from './find-browser.mjs';

/**
 * The Debian packages that bring an engine, and the programs that it needs: their paths, undefined where missing.
 * @typedef {{ name: string, packages: string[], programs: () => Record<string, string | undefined> }} Engine
 */

/** @type {Engine[]} */
export const ENGINES = [
  { name: 'Chromium', packages: ['chromium'], programs: () => ({ Chromium: findBrowser() }) },
  { name: 'Firefox', packages: ['firefox-esr'], programs: () => ({ Firefox: findFirefox() }) },
  { name: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb', 'xauth'], programs: () => findWebKit() },
];

/** @param {Engine} engine */
const missingPrograms = ({ programs }) =>
  Object.entries(programs())
    .filter(([, path]) => !path)
    .map(([name]) => name);

export const missingEngines = () => ENGINES.filter((engine) => missingPrograms(engine).length > 0);

/** Why nothing can be installed here, or undefined where it can. */
export function whyNotInstall() {
  if (!existsSync('/usr/bin/apt-get')) return 'apt-get is not available';
  return process.getuid() === 0 ? undefined : 'only root may install it';
}

/**
 * A line for each engine that this machine has not: its name, why, and how to get it.
 * @param {Engine[]} engines
 * @param {string | undefined} obstacle
 */
export function skippedEngines(engines = missingEngines(), obstacle = whyNotInstall()) {
  return engines.map((engine) => {
    const programs = missingPrograms(engine);
    const are = `${programs.join(', ')} ${programs.length > 1 ? 'are' : 'is'} not installed`;
    const why = obstacle ?? 'apt-get did not install it';
    return `SKIPPED: ${engine.name} – ${are} and ${why}; by hand: apt-get install ${engine.packages.join(' ')}`;
  });
}
