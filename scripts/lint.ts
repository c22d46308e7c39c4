// Runs the linters, the formatter's check and the type checker; ends with one line: N passed, N failed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => `${root}node_modules/.bin/${name}`;

// The server reads the contract's types through the package's own exports.
if (!existsSync(`${root}dist/contract/index.d.ts`)) spawnSync(bin('tsc'), ['-p', 'tsconfig.build.json'], { cwd: root });

const CHECKS: readonly (readonly [name: string, ...args: string[]])[] = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['oxlint', '--type-aware', '--deny-warnings'],
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'test/types'],
];

let failed = 0;
for (const [name, ...args] of CHECKS) {
  const { status } = spawnSync(bin(name), args, { cwd: root, stdio: 'inherit' });
  console.log(`${name}: ${status === 0 ? 'ok' : 'failed'}`);
  if (status !== 0) failed++;
}
console.log(`${CHECKS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
