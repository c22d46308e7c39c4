import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { importLegacyTotals } from '../../scripts/import-legacy-totals.ts';
import { type RunningServer, start } from '../../server/src/main.ts';

export const ADMIN_TOKEN = 'an-admin-token-for-tests';
const root = fileURLToPath(new URL('../..', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Names under `.test` lead to this machine: plain http there is no secure context. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  '--host-resolver-rules=MAP *.test 127.0.0.1',
];

/** A real Chromium. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser()!, args: [...CHROMIUM_ARGS] });
}

/** A Gaung server that can be stopped and started again with what it had. */
export class Gaung {
  readonly #env: Record<string, string>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'gaung-e2e-'));
  #server: RunningServer | undefined;
  port = 0;

  constructor(env: Record<string, string> = {}) {
    this.#env = env;
  }

  /** Starts it, on the same port as before and with the same data. */
  async start(): Promise<this> {
    this.#server = await start(
      {
        PORT: String(this.port),
        GAUNG_STORAGE: `sqlite:${join(this.#folder, 'gaung.sqlite')}`,
        GAUNG_STATIC: join(root, 'demo/dist'),
        GAUNG_ADMIN_TOKEN: ADMIN_TOKEN,
        GAUNG_RATE_LIMIT: 'off', // All readers of the tests have one address.
        GAUNG_BOTS: 'count', // A headless browser calls itself one.
        ...this.#env,
      },
      { log: { info() {}, warn() {}, error() {} } },
    );
    this.port = this.#server.port;
    return this;
  }

  /** Its address under a name: `localhost`, or one that ends with `.test`. */
  url(path = '', host = 'localhost'): string {
    return `http://${host}:${this.port}/${path}`;
  }

  /** Brings the demo's legacy totals in, as npm start does. */
  async importLegacyTotals(): Promise<void> {
    await importLegacyTotals({ url: this.url(), port: this.port }, ADMIN_TOKEN);
  }

  /** The counts that the server itself gives for a page. */
  async counts(
    page: string,
  ): Promise<{ views: number; shares: Record<string, number>; reactions: Record<string, number> }> {
    const response = await fetch(`${this.url('v1/counts')}?page=${encodeURIComponent(page)}`);
    const { counts } = (await response.json()) as { counts: Record<string, never> };
    return Object.values(counts)[0]!;
  }

  /** The columns of its database's own tables, as `table.column`. */
  columns(): string[] {
    const db = new DatabaseSync(join(this.#folder, 'gaung.sqlite'), { readOnly: true });
    const rows = db
      .prepare(
        `SELECT tables.name || '.' || columns.name AS name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'`,
      )
      .all() as { name: string }[];
    db.close();
    return rows.map(({ name }) => name);
  }

  /** Whether a text is anywhere in its files: those of the database, and of its log. */
  stores(text: string): boolean {
    return readdirSync(this.#folder).some((file) => readFileSync(join(this.#folder, file)).includes(text));
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A web server of somebody else: pages by path, and the files of a folder. */
export class Site {
  readonly #server: Server;
  readonly #pages = new Map<string, { body: string; headers: Record<string, string> }>();
  /** All that it was asked for, by path and query. */
  readonly asked: string[] = [];
  port = 0;

  constructor(folder?: string) {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '/');
      const path = new URL(request.url ?? '/', 'http://site').pathname;
      const page = this.#pages.get(path);
      if (page) return response.writeHead(200, { 'content-type': TYPES['.html']!, ...page.headers }).end(page.body);
      const file = folder && join(root, folder, path);
      if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      return createReadStream(file).pipe(response);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as { port: number }).port;
    return this;
  }

  url(path = '', host = 'localhost'): string {
    return `http://${host}:${this.port}/${path}`;
  }

  page(path: string, body: string, headers: Record<string, string> = {}): void {
    this.#pages.set(path, { body, headers });
  }

  async dispose(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The demo on a server of its own with its legacy totals, and a browser, for all tests of a describe. */
export function useDemo(): { readonly gaung: Gaung; readonly browser: () => Browser } {
  const gaung = new Gaung();
  let browser: Browser | undefined;
  before(async () => {
    browser = await launch();
    await gaung.start();
    await gaung.importLegacyTotals();
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
  });
  return { gaung, browser: () => browser! };
}

/** Waits until `read` gives `expected`; fails with what it gave instead. */
export async function eventually<T>(read: () => Promise<T>, expected: T, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    const last = await read().catch((error: unknown) => error);
    try {
      assert.deepEqual(last, expected);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** What a reader does and sees on a page with the three elements. */
export class Reader {
  readonly page: Page;
  readonly context: BrowserContext;
  /** All that the browser asked for, by address. */
  readonly requests: string[] = [];
  /** What went wrong on the page: exceptions, violations of its policy. */
  readonly problems: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    context.on('request', (request) => this.requests.push(request.url()));
    page.on('pageerror', (error) => this.problems.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security.Policy|\[gaung\]/i.test(message.text())) this.problems.push(message.text());
    });
  }

  /** A reader with a browser profile of their own. */
  static async come(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
    const context = await browser.newContext(options);
    return new Reader(context, await context.newPage());
  }

  async opens(url: string): Promise<this> {
    await this.page.goto(url);
    return this;
  }

  async seesViews(text: string): Promise<void> {
    await eventually(() => this.page.locator('view-counter [part="text"]').first().innerText(), text);
  }

  /** The counts in the order of the bar, and what is pressed. */
  async sees(counts: readonly string[], pressed: readonly string[]): Promise<void> {
    await eventually(
      async () => ({
        counts: await this.page.locator('reaction-bar .count').allTextContents(),
        pressed: await this.page
          .locator('reaction-bar [aria-pressed="true"]')
          .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset.reaction!)),
      }),
      { counts: [...counts], pressed: [...pressed] },
    );
  }

  async taps(reaction: string): Promise<void> {
    await this.page.locator(`reaction-bar button[data-reaction="${reaction}"]`).click();
  }

  async reloads(): Promise<void> {
    await this.page.reload();
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}
