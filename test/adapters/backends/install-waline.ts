import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How long it may take: its SQLite is compiled, on a machine that may have other work. */
const PATIENCE_MS = 15 * 60 * 1000;
const VERSION = '1.39.3';

/** Where a Node with its headers is, so that none are downloaded; undefined where there is none. */
function headers(): string | undefined {
  const prefixes = [dirname(dirname(process.execPath)), '/usr', '/usr/local'];
  return prefixes.find((prefix) => existsSync(join(prefix, 'include/node/node_version.h')));
}

/**
 * Installs Waline's server in a folder of its own, or takes the one that `GAUNG_WALINE` names.
 *
 * @throws {Error} that says why it could not.
 */
export async function installWaline(): Promise<{ readonly folder: string; readonly isOwn: boolean }> {
  const { GAUNG_WALINE: given } = process.env;
  if (given) return { folder: given, isOwn: false };
  const nodedir = headers();
  if (!nodedir) throw new Error('no headers of Node to compile SQLite with');
  const folder = mkdtempSync(join(tmpdir(), 'gaung-waline-'));
  const args = [
    'install',
    '--prefix',
    folder,
    `--nodedir=${nodedir}`,
    '--no-audit',
    '--no-fund',
    `@waline/vercel@${VERSION}`,
  ];
  const npm = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE_MS });
  let complaint = '';
  npm.stderr.on('data', (chunk) => (complaint += chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    npm.once('error', reject);
    npm.once('exit', resolve);
  });
  if (status === 0) return { folder, isOwn: true };
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`npm install @waline/vercel ended with ${status}: ${complaint.slice(-300)}`);
}
