import { expect } from '@open-wc/testing';
import { countsById } from '../../src/contract/index.ts';
import { percentsOf } from '../../src/elements/reaction-bar/percents.ts';
import { tallyOf } from '../../src/elements/reaction-bar/tally.ts';

const tally = (counts: Record<string, number>, minCount = 0) => {
  const asked = [Object.keys(counts), countsById(Object.entries(counts)), minCount] as const;
  return { ...tallyOf(...asked), ...percentsOf(...asked) };
};
const percents = (...counts: number[]) => [
  ...tally(Object.fromEntries(counts.map((count, index) => [`r${index}`, count]))).percents.values(),
];

describe('the tally of a bar', () => {
  it('gives percentages that add up to 100', () => {
    expect(percents(1, 1, 1)).to.deep.equal([34, 33, 33]);
    expect(percents(2, 2, 3)).to.deep.equal([29, 28, 43]);
    expect(percents(999, 1, 0)).to.deep.equal([100, 0, 0]);
    expect(percents(7)).to.deep.equal([100]);
    expect(percents(0, 0)).to.deep.equal([]);
    // Every split of every total up to 12 over three options.
    for (let a = 0; a <= 12; a++)
      for (let b = 0; a + b <= 12; b++)
        for (let c = 0; a + b + c <= 12; c++) {
          if (a + b + c === 0) continue;
          const parts = percents(a, b, c);
          expect(
            parts.reduce((sum, part) => sum + part, 0),
            `${a} ${b} ${c}`,
          ).to.equal(100);
          parts.forEach((part, index) => {
            expect(Math.abs(part - ([a, b, c][index]! * 100) / (a + b + c))).to.be.below(1);
          });
        }
  });

  it('knows which option leads, and that a tie has no leader', () => {
    expect(tally({ love: 3, sad: 2 }).leading).to.equal('love');
    expect(tally({ love: 3, sad: 3 }).leading).to.equal(undefined);
    expect(tally({ love: 0, sad: 0 }).leading).to.equal(undefined);
    expect(tally({ love: 1 }).leading).to.equal('love');
    expect(tally({ love: 4, sad: 2 }, 5).leading).to.equal(undefined);
  });

  it('counts what nobody chose yet as 0, and the options of others not at all', () => {
    const all = countsById([
      ['love', 2],
      ['gone', 9],
    ]);
    const { counts } = tallyOf(['love', 'constructor'], all, 0);
    const { total } = percentsOf(['love', 'constructor'], all, 0);
    expect([...counts]).to.deep.equal([
      ['love', 2],
      ['constructor', 0],
    ]);
    expect(total).to.equal(2);
  });

  it('knows nothing where nothing is known', () => {
    const { counts, leading } = tallyOf(['love'], undefined, 0);
    const { total, percents } = percentsOf(['love'], undefined, 0);
    expect([counts.size, total, leading, percents.size]).to.deep.equal([0, undefined, undefined, 0]);
  });

  it('keeps small numbers to itself', () => {
    const { counts, total, percents } = tally({ love: 4, sad: 7 }, 5);
    expect([...counts]).to.deep.equal([['sad', 7]]);
    expect(total).to.equal(11);
    expect(percents.get('love')).to.equal(36);
    expect(tally({ love: 2, sad: 2 }, 5).total).to.equal(undefined);
    expect(tally({ love: 2, sad: 2 }, 5).percents.size).to.equal(0);
  });
});
