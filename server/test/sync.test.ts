/** A kill shows no lost sync, because the system keeps what was written: so the system calls are looked at. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { createSender } from './sender.ts';
import { runServer, UNLIMITED } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { react, share, view } from './tools.ts';

const CALLS = 'read,readv,recvfrom,write,writev,sendto,sendmsg,fsync,fdatasync';

/** Why no system call can be seen here; undefined where they can. */
function whyNotTrace(): string | undefined {
  const { error, status, stderr } = spawnSync('strace', ['-e', 'trace=none', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is not installed: apt-get install strace';
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`;
}

const obstacle = whyNotTrace();

it('syncs the disk between a request and its answer', { skip: obstacle ?? false }, async (t) => {
  const folder = temporaryFolder(t);
  const trace = join(folder, 'trace');
  // -D: the server is our own child, and the tracer goes when it does. -y: files by their names.
  const tracer = ['strace', '-D', '-f', '-y', '-s', '40', '-e', `trace=${CALLS}`, '-o', trace];
  const env = { ...UNLIMITED, GAUNG_STORAGE: `sqlite:${folder}/gaung.sqlite` };
  const { child, ended, url } = await runServer(t, env, tracer);
  const sender = createSender(url, 1);
  t.after(() => sender.close());
  const interactions = [view(), share(), react(['love'])];
  for (const one of interactions) assert.equal((await sender.post({ interactions: [one] })).status, 200);
  sender.close();
  child.kill('SIGTERM');
  await ended;

  const events = readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.includes('"POST /v1/interactions')) return 'request';
      if (line.includes('"HTTP/1.1 200 OK')) return 'answer';
      return /\bf(?:data)?sync\(\d+<.*-wal>\)\s+= 0$/.test(line) ? 'sync' : [];
    });
  const asked = events.slice(events.indexOf('request'), events.lastIndexOf('answer') + 1);
  assert.deepEqual(
    asked.filter((event, i) => event !== asked[i - 1]), // A commit may need more than one.
    interactions.flatMap(() => ['request', 'sync', 'answer']),
  );
});
