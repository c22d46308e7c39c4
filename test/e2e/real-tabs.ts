import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { CHROMIUM_ARGS } from './setup.ts';

/**
 * A Chromium that treats its tabs as a reader's does: it keeps a page that is left for the way back, hides a tab that
 * stands behind another, and prerenders. Playwright switches all three off.
 */
export function launchWithRealTabs(): Promise<Browser> {
  return puppeteer.launch({ executablePath: findBrowser()!, args: [...CHROMIUM_ARGS] });
}

/** A tab of a browser profile of its own. */
export async function openTab(browser: Browser): Promise<Page> {
  return (await browser.createBrowserContext()).newPage();
}
