import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, onPath } from './on-path.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const CHROMIUM_ON_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FIREFOX = ['firefox-esr', 'firefox'];
const FIREFOX_ON_MAC = ['/Applications/Firefox.app/Contents/MacOS/firefox'];
/** Where Debian keeps WebKitGTK's small browser, below a folder for the machine's architecture. */
const MINI_BROWSERS = ['webkit2gtk-4.1/MiniBrowser', 'webkitgtk-6.0/MiniBrowser', 'webkit2gtk-4.0/MiniBrowser'];

/** The path of a Chromium or Chrome binary: `CHROME_PATH`, else the first found on the PATH, else undefined. */
export function findBrowser(env = process.env) {
  if (env.CHROME_PATH) return isExecutable(env.CHROME_PATH) ? env.CHROME_PATH : undefined;
  return onPath(CHROMIUM, env) ?? CHROMIUM_ON_MAC.find(isExecutable);
}

/** The path of a Firefox binary, or undefined; Debian's ESR goes first. */
export function findFirefox(env = process.env) {
  return onPath(FIREFOX, env) ?? FIREFOX_ON_MAC.find(isExecutable);
}

function findMiniBrowser() {
  if (!existsSync('/usr/lib')) return undefined;
  const folders = readdirSync('/usr/lib').map((folder) => join('/usr/lib', folder));
  return folders.flatMap((folder) => MINI_BROWSERS.map((name) => join(folder, name))).find(isExecutable);
}

/** What WebKitGTK needs, each by its path or undefined: its driver, its small browser, and a display for that. */
export function findWebKit(env = process.env) {
  return {
    WebKitWebDriver: onPath(['WebKitWebDriver'], env),
    MiniBrowser: findMiniBrowser(),
    Xvfb: onPath(['Xvfb'], env),
  };
}
