import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { eventually, Reader, useDemo } from './setup.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the accessibility of the demo', () => {
  const { gaung, browser } = useDemo();

  for (const path of ['', 'berita', 'playground'])
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`of /${path} passes axe in ${colorScheme}`, async () => {
        const reader = await (await Reader.come(browser(), { colorScheme })).opens(gaung.url(path));
        await eventually(
          async () => /\d/.test(await reader.page.locator('view-counter [part="text"]').first().innerText()),
          true,
        );
        await reader.page.evaluate(axe);
        const violations = await reader.page.evaluate(async () => {
          const { axe } = window as never as {
            axe: {
              run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
            };
          };
          const { violations } = await axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
        });
        assert.deepEqual(violations, []);
        await reader.leaves();
      });
    }
});
