import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { CHROMIUM_ARGS } from './setup.ts';

/** A browser profile on disk, which outlives its browser. */
export class Profile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gaung-profile-'));
  #context: BrowserContext | undefined;

  /** Starts a browser of its own, with what the last one left. */
  async open(): Promise<BrowserContext> {
    this.#context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: findBrowser()!,
      args: [...CHROMIUM_ARGS],
      viewport: { width: 600, height: 400 },
      reducedMotion: 'reduce', // Nobody looks.
    });
    return this.#context;
  }

  /** Ends the browser's main process with SIGKILL, which gives it no time to write anything down. */
  async crash(): Promise<void> {
    const context = this.#context!;
    const pid = await mainProcess(context);
    const closed = new Promise((resolve) => context.once('close', resolve));
    process.kill(pid, 'SIGKILL');
    await closed;
    this.#context = undefined;
  }

  async dispose(): Promise<void> {
    await this.#context?.close();
    // Its last processes may still write while they end.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

async function mainProcess(context: BrowserContext): Promise<number> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type === 'browser')!.id;
}
