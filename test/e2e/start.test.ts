import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../server/test/free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-start-'));
  const running = new Set<ChildProcess>();
  after(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it and waits until it says that it runs; gives what it printed. */
  async function start(port: number): Promise<{ child: ChildProcess; printed: () => string }> {
    const env = { ...process.env, PORT: String(port), GAUNG_STORAGE: `sqlite:${join(folder, 'gaung.sqlite')}` };
    const child = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data));
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => printed.includes('Paste this') && resolve());
      child.once('exit', (code) => reject(new Error(`It stopped with ${code}:\n${printed}`)));
    });
    return { child, printed: () => printed };
  }

  async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    running.delete(child);
    return code;
  }

  it('prints the addresses and the tag, serves all of it, stops cleanly, and begins no total twice', async () => {
    // As in a fresh clone: what it needs of the build must not be read before it is built.
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    const port = await freePort();
    const url = `http://localhost:${port}/`;
    const views = async () => {
      const response = await fetch(`${url}v1/counts?page=${encodeURIComponent(url)}`);
      return ((await response.json()) as { counts: Record<string, { views: number }> }).counts[`localhost:${port}/`]
        ?.views;
    };

    const first = await start(port);
    assert.match(first.printed(), new RegExp(`an article +${url}\\n`));
    assert.ok(first.printed().includes(`<script type="module" src="${url}gaung.js"></script>`));
    for (const path of ['', 'berita', 'playground', 'gaung.js', 'healthz', 'readyz']) {
      const { status } = await fetch(url + path);
      assert.equal(status, 200, path);
    }
    assert.equal(await views(), 1206);
    assert.equal(await stop(first.child, 'SIGINT'), 0);

    const second = await start(port);
    assert.equal(await views(), 1206);
    assert.equal(await stop(second.child, 'SIGTERM'), 0);
  });
});
