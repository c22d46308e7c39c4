/** Known holes in what ships: asked of the registry, so that it is skipped where that does not answer. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { it } from 'node:test';
import { ROOT } from './source.ts';

/** How long the registry may take. */
const AUDIT_MS = 20_000;

interface Report {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
  readonly metadata?: { readonly dependencies: { readonly total: number } };
  readonly message?: string;
}

/** What npm found; a reason where it found out nothing. */
function audit(): Promise<Report | string> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, timeout: AUDIT_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 } as const;
    execFile('npm', ['audit', '--omit=dev', '--json'], options, (error, said) => {
      if (error?.killed) return resolve(`the registry did not answer in ${AUDIT_MS / 1000} s`);
      try {
        const report = JSON.parse(said) as Report;
        return resolve(
          report.metadata ? report : `the registry does not audit: ${report.message ?? said.slice(0, 200)}`,
        );
      } catch {
        return resolve(`npm audit said no JSON: ${error?.message ?? said.slice(0, 200)}`);
      }
    });
  });
}

it('npm audit knows of no high or critical hole in what ships', async (t) => {
  const report = await audit();
  if (typeof report === 'string') return t.skip(`npm audit was not done: ${report}`);
  assert.ok(report.metadata!.dependencies.total > 0, 'it looked at something');
  const holes = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) =>
    /^(?:high|critical)$/.test(severity),
  );
  assert.deepEqual(holes, []);
});
