// Builds all that is served or published: dist/ (modules), dist-script/ and dist-cdn/ (script tag), demo/dist/ (demo).
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => `${root}node_modules/.bin/${name}`;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } } as const;
  const { status } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`);
}

/** Writes what tools know of the elements by: the manifest, and what editors complete by. */
function describeElements(): void {
  const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
  run(process.execPath, [analyzer, 'analyze', '--config', 'scripts/manifest/analyze.ts', '--quiet']);
  run(process.execPath, ['scripts/manifest/editors.ts']);
}

/** Builds everything anew. Throws when a part fails, after that part has said why. */
export function build(): void {
  for (const folder of ['dist', 'dist-script', 'dist-cdn'])
    rmSync(`${root}${folder}`, { recursive: true, force: true });
  run(bin('tsc'), ['-p', 'tsconfig.build.json']);
  run(process.execPath, ['scripts/minify-modules.ts']);
  describeElements();
  run(bin('vite'), ['build', '--logLevel', 'warn']);
  run(process.execPath, ['scripts/compress.ts']);
  run(bin('vite'), ['build', '--logLevel', 'warn'], { GAUNG_BUILD: 'cdn' });
  run(bin('vite'), ['build', '--config', 'vite.hydrate.config.ts', '--logLevel', 'warn']);
  run(process.execPath, ['demo/build.ts']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
