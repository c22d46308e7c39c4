import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { networksPage, networksTable, PAGE } from '../../scripts/networks.ts';
import { networkIndex } from '../../src/networks/network-index.ts';
import { allNetworks } from './all-networks.ts';

describe('the page of networks', () => {
  it('is what the script writes: else run npm run networks -- --write', async () => {
    assert.equal(readFileSync(PAGE, 'utf8'), await networksPage());
  });

  it('has one row for each network, and says its lifecycle', async () => {
    const rows = (await networksTable()).split('\n').filter((line) => line.startsWith('| `'));
    assert.equal(rows.length, allNetworks.length);
    for (const { id, lifecycle } of allNetworks) {
      const row = rows.find((one) => one.startsWith(`| \`${id}\` |`));
      assert.ok(row?.includes(`| ${lifecycle} |`), id);
      assert.doesNotMatch(row ?? '', /undefined|\| {2}\|/);
    }
  });

  it('says that none was tried, and names all that are gone', async () => {
    const page = await networksPage();
    assert.match(page, /None of these addresses was tried/);
    for (const id of Object.keys(networkIndex.dead)) assert.ok(page.includes(`- \`${id}\`: `), id);
  });
});
