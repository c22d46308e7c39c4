import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { BRANDS, iconModule, iconPath } from '../../scripts/icons.ts';
import { allNetworks } from './all-networks.ts';

const FOLDER = new URL('../../src/networks/icons/', import.meta.url);

describe('icons', () => {
  for (const id of Object.keys(BRANDS)) {
    it(`${id} is that of simple-icons as it is installed: else run npm run icons`, () => {
      assert.equal(readFileSync(iconPath(id), 'utf8'), iconModule(id));
    });
  }

  it('each is the icon of a network of its name, and each network has one', async () => {
    const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ''));
    assert.deepEqual(files.toSorted(), allNetworks.map(({ id }) => id).toSorted());
    for (const { id, icon } of allNetworks) {
      const { default: own } = (await import(`${FOLDER}${id}.ts`)) as { default: string };
      assert.equal(icon, own, id);
    }
  });

  it('are paths on a square of 24 units, and nothing that could be markup', () => {
    for (const { id, icon } of allNetworks) {
      assert.match(icon, /^M[MLHVCSQTAZmlhvcsqtaz\d\s.,-]{20,}$/, id);
      assert.ok(icon.length < 4_000, `${id}: ${icon.length} characters`);
    }
  });
});
