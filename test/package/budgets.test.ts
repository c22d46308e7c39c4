/**
 * What pages load, in bytes of brotli: never more than bench/budgets.json says, and not so much less that the budget has
 * lost its meaning. A budget is raised with a line in the changelog that says what readers get for it.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { bundle, isLit, isStore } from '../../bench/bundle.ts';
import { sizesOf, sum } from '../../bench/sizes.ts';
import { withStaticImports } from '../../bench/static-imports.ts';
import { ROOT } from './source.ts';

/** Rounded up, and no more: 5 %. */
const SLACK = 0.05;

const budgets: Readonly<Record<string, number>> = JSON.parse(readFileSync(`${ROOT}bench/budgets.json`, 'utf8'));

const file = (path: string) => sizesOf(readFileSync(path)).brotli;
const reactionBar = "export * from '../dist/elements/reaction-bar/reaction-bar.js';";

const measures: Readonly<Record<string, () => number | Promise<number>>> = {
  '/gaung.js with all that it imports statically': () =>
    sum(withStaticImports(`${ROOT}dist-script/gaung.js`).map((path) => sizesOf(readFileSync(path)))).brotli,
  '/chunks/engine': () => file(ROOT + globSync('dist-script/chunks/engine-*.js', { cwd: ROOT })[0]!),
  'hydrate.js, for a page with the script tag that a server rendered': () => file(`${ROOT}dist-cdn/hydrate.js`),
  'gaung/reaction-bar, without Lit': async () => sizesOf(await bundle(reactionBar, isLit)).brotli,
  'gaung/reaction-bar, without Lit and store': async () =>
    sizesOf(await bundle(reactionBar, (id) => isLit(id) || isStore(id))).brotli,
};

describe('bytes', () => {
  it('have a measure for each budget', () => {
    assert.deepEqual(Object.keys(measures), Object.keys(budgets));
  });

  for (const [what, measure] of Object.entries(measures)) {
    it(`${what}: at most ${budgets[what]}`, async (t) => {
      const bytes = await measure();
      t.diagnostic(`${bytes} B`);
      const budget = budgets[what]!;
      assert.ok(bytes <= budget, `It is ${bytes} B, ${bytes - budget} more than the budget.`);
      assert.ok(bytes > budget * (1 - SLACK), `It is ${bytes} B: lower the budget to what it is, rounded up.`);
    });
  }
});
