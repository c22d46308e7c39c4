import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DOCUMENTS, PICTURES, withFigures } from '../../bench/figures/documents.ts';
import { ROOT } from './source.ts';

describe('the figures in documents', () => {
  for (const name of DOCUMENTS) {
    it(`${name} says what the benches have kept; else run: npm run bench:docs`, () => {
      const text = readFileSync(`${ROOT}${name}`, 'utf8');
      assert.ok(text.includes('<!-- figures: '));
      assert.equal(text, withFigures(text));
    });
  }

  for (const [name, draw] of Object.entries(PICTURES)) {
    it(`${name} shows what the benches have kept; else run: npm run bench:docs`, () => {
      assert.equal(readFileSync(`${ROOT}${name}`, 'utf8'), draw());
    });
  }
});
