import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../server/test/free-port.ts';
import { usageOf } from '../usage.ts';
import { keyOf } from './keys.ts';
import type { Target } from './processes.ts';
import type { Work } from './work.ts';

/** How often it may be asked whether it is there, and how long between, in ms. */
const STARTING = { tries: 100, gap: 200 };

const REACTIONS = Array.from({ length: 9 }, (_, i) => `reaction${i} INTEGER`).join(', ');
/** The one table that its counters need. */
const TABLE = `CREATE TABLE wl_Counter (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT, time INTEGER, ${REACTIONS},
  createdAt TEXT, updatedAt TEXT)`;

const HEAD = 'HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0\r\n';
const BODY = JSON.stringify({ path: keyOf(0), type: 'reaction0', action: 'inc' });
export const WALINE_READ: Work = {
  method: 'AS IT IS',
  text: `GET /api/article?path=${keyOf(0)}&type=reaction0 ${HEAD}\r\n`,
};
export const WALINE_WRITE: Work = {
  method: 'AS IT IS',
  text: `POST /api/article ${HEAD}Content-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
};

/**
 * Waline on SQLite as it is installed in a folder by `npm i @waline/vercel`. On Linux alone: what it takes of the machine
 * is in /proc.
 *
 * @throws {Error} where it is not there or does not start.
 */
export async function startWaline(folder: string): Promise<Target & { stop(): Promise<void> }> {
  const main = join(folder, 'node_modules/@waline/vercel/vanilla.js');
  if (!existsSync(main)) throw new Error(`Waline is not in ${folder}. Say there: npm i @waline/vercel`);
  const data = mkdtempSync(join(tmpdir(), 'gaung-bench-waline-'));
  const db = new DatabaseSync(join(data, 'waline.sqlite'));
  db.exec(TABLE);
  db.close();
  // It asks who may log in at each request, by default an outside host.
  const logins = createServer((_, response) => response.end('{"services":[]}')).listen(0, '127.0.0.1');
  await once(logins, 'listening');
  const port = await freePort();
  const child = spawn(process.execPath, [main, String(port)], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      SQLITE_PATH: data,
      JWT_TOKEN: 'a-token-for-the-bench',
      IPQPS: '0',
      OAUTH_URL: `http://127.0.0.1:${(logins.address() as AddressInfo).port}`,
    },
    stdio: 'ignore',
  });
  const target = { port, usage: async () => usageOf(child.pid!) };
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    logins.close();
    rmSync(data, { recursive: true, force: true });
  };
  for (let left = STARTING.tries; left > 0; left--) {
    await delay(STARTING.gap);
    const answer = await fetch(`http://127.0.0.1:${port}/api/article?path=x&type=time`).catch(() => undefined);
    if (answer?.ok) return { ...target, stop };
  }
  await stop();
  throw new Error('Waline does not answer.');
}
