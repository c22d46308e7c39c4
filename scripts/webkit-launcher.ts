// WebKitGTK for the test runner: a display without a screen and a driver, which begin and end with the run.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { endWithRun } from './end-with-run.ts';

export interface WebKitPrograms {
  readonly WebKitWebDriver: string;
  readonly MiniBrowser: string;
  readonly Xvfb: string;
}

/** What is used here of the driver that the launcher keeps to itself. */
interface Driver {
  setWindowSize(width: number, height: number): Promise<void>;
  execute(script: string): Promise<number>;
}

const HOST = '127.0.0.1';
const START_MS = 10_000;
/** The page's size in the other engines. */
const [WIDTH, HEIGHT] = [800, 600];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** The name of a display on the first number that is free; Xvfb says which. */
async function displayName(xvfb: ChildProcess): Promise<string> {
  const said = once(xvfb.stdio[3]!, 'data', { signal: AbortSignal.timeout(START_MS) }) as Promise<[Buffer]>;
  const [number] = await said.catch((cause: unknown) => {
    throw new Error('Xvfb opened no display.', { cause });
  });
  return `:${number.toString().trim()}`;
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  if (child.kill()) await exit;
}

async function answers(driver: ChildProcess, port: number): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline && driver.exitCode === null; await sleep(50)) {
    const response = await fetch(`http://${HOST}:${port}/status`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`WebKitWebDriver did not answer on port ${port}.`);
}

class WebKitLauncher extends WebdriverLauncher {
  readonly concurrency = 1;
  readonly #programs: WebKitPrograms;
  readonly #options: ConstructorParameters<typeof WebdriverLauncher>[0];
  readonly #processes: ChildProcess[] = [];
  #started: Promise<void> | undefined;

  constructor(programs: WebKitPrograms) {
    const options: ConstructorParameters<typeof WebdriverLauncher>[0] = {
      hostname: HOST,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        // The runner hears from the page itself. To wait for its load as well has stopped a whole run.
        pageLoadStrategy: 'none',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: programs.MiniBrowser, args: ['--automation'] },
      } as WebdriverIO.Capabilities,
    };
    super(options);
    this.#options = options;
    this.#programs = programs;
  }

  override async initialize(config: Parameters<WebdriverLauncher['initialize']>[0]): Promise<void> {
    await super.initialize(config);
    this.name = 'WebKit';
  }

  override async startSession(id: string, url: string): Promise<void> {
    this.#started ??= this.#start();
    await this.#started;
    await super.startSession(id, url);
  }

  override async stop(): Promise<void> {
    await super.stop();
    await Promise.all(this.#processes.filter(({ exitCode }) => exitCode === null).map(ended));
  }

  async #start(): Promise<void> {
    const { Xvfb, WebKitWebDriver } = this.#programs;
    const screen = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const xvfb = endWithRun(spawn(Xvfb, screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }));
    this.#processes.push(xvfb);
    const port = await freePort();
    const env = {
      ...process.env,
      DISPLAY: await displayName(xvfb),
      // The page's language, as in the other engines; GTK's own would be `C`, which is none.
      LANG: 'en_US.UTF-8',
      LANGUAGE: 'en_US',
      // A machine without a desktop has no bus for assistive technology, which GTK would look for.
      NO_AT_BRIDGE: '1',
    };
    const where = [`--port=${port}`, `--host=${HOST}`];
    const driver = endWithRun(spawn(WebKitWebDriver, where, { env, stdio: 'ignore' }));
    this.#processes.push(driver);
    await answers(driver, port);
    this.#options.port = port;
    await this['ensureManagerInitialized']();
    await this.#resize(this['driver'] as Driver);
  }

  /** The window has a toolbar, whose height depends on the machine's fonts. */
  async #resize(driver: Driver): Promise<void> {
    await driver.setWindowSize(WIDTH, HEIGHT);
    const height = await driver.execute('return innerHeight');
    await driver.setWindowSize(WIDTH, HEIGHT + (HEIGHT - height));
  }
}

export const webkitLauncher = (programs: WebKitPrograms): WebdriverLauncher => new WebKitLauncher(programs);
