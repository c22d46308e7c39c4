import { expect } from '@open-wc/testing';
import { PageKeyError, pageKeyProblem, toPageKey } from '../../src/contract/index.ts';
import type { PageKeyCase } from '../contract/page-key-case.ts';
import { randomUrls } from '../contract/page-key-random.ts';

/** What it gives or with which code it throws, in the table's own form. */
function outcome(value: string, base?: string): Pick<PageKeyCase, 'key' | 'error'> {
  try {
    return { key: toPageKey(value, base) };
  } catch (error) {
    if (error instanceof PageKeyError) return { error: error.code };
    throw error;
  }
}

// A browser's URL parser is not Node's: what differs would make two pages of one.
describe('page keys in this browser', () => {
  it('are those of the frozen table', async () => {
    const response = await fetch(new URL('../contract/page-key-cases.json', import.meta.url));
    const cases = (await response.json()) as PageKeyCase[];
    expect(cases.length).to.be.at.least(80);
    const wrong = cases
      .map(({ why, value, base, ...expected }) => ({ why, value, base, expected, actual: outcome(value, base) }))
      .filter(({ expected, actual }) => actual.key !== expected.key || actual.error !== expected.error);
    expect(wrong, JSON.stringify(wrong, undefined, 2)).to.deep.equal([]);
  });

  it('are their own keys, for random URLs too', () => {
    let keys = 0;
    for (const url of randomUrls(10_000, 2)) {
      const { key } = outcome(url);
      if (key === undefined) continue;
      keys++;
      expect(pageKeyProblem(key), `${JSON.stringify(url)} → ${JSON.stringify(key)}`).to.equal(undefined);
      expect(outcome(`https://${key}`).key, JSON.stringify(url)).to.equal(key);
    }
    expect(keys).to.be.above(2_500);
  });
});
