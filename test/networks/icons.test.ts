import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { BRANDS, brandIcon, DRAWN, iconModule, iconPath, OTHERS } from '../../scripts/icons.ts';
import { roundPath } from '../../scripts/round-path.ts';
import { allNetworks } from './all-networks.ts';

const FOLDER = new URL('../../src/networks/icons/', import.meta.url);
const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ''));
const icons = new Map<string, string>();
for (const file of files) icons.set(((await import(`${FOLDER}${file}.ts`)) as { default: string }).default, file);

describe('icons', () => {
  for (const name of Object.keys({ ...BRANDS, ...OTHERS })) {
    it(`${name} is that of its package as it is installed: else run npm run icons`, () => {
      assert.equal(readFileSync(iconPath(name), 'utf8'), iconModule(name));
    });
  }

  it('are brands of the two packages or drawn here, each once, and each is some network’s', () => {
    assert.deepEqual(files.toSorted(), [...Object.keys(BRANDS), ...Object.keys(OTHERS), ...DRAWN].toSorted());
    assert.equal(icons.size, files.length, 'no icon is in two files');
    assert.deepEqual(new Set(allNetworks.flatMap(({ icon }) => (icon ? [icons.get(icon)] : []))), new Set(files));
  });

  it('are free: none is under terms of its own', () => {
    for (const name of Object.keys(BRANDS)) assert.doesNotThrow(() => brandIcon(name));
  });

  it('give their brand its colour', () => {
    for (const { id, icon, color } of allNetworks) {
      const name = icon && icons.get(icon)!;
      // LINE's own guidelines have a newer green. Share₂Fedi is not the owner of the protocol's mark.
      if (
        !name ||
        DRAWN.includes(name) ||
        Object.hasOwn(OTHERS, name) ||
        id === 'fediverse' ||
        id === 'line' ||
        id === 'share2fedi'
      )
        continue;
      assert.equal(color, `#${brandIcon(name).hex.toLowerCase()}`, id);
    }
  });

  it('are paths on a square of 24 units, and nothing that could be markup', () => {
    for (const [icon, name] of icons) {
      assert.match(icon, /^[Mm][MLHVCSQTAZmlhvcsqtaz\d\s.,-]{20,}$/, name);
      assert.ok(icon.length < 4_000, `${name}: ${icon.length} characters`);
    }
  });
});

describe('rounding a path', () => {
  for (const [what, path, rounded] of [
    ['each coordinate where it stands: no error adds up', 'M0 0l.004 0l.004 0l.004 0z', 'M0 0l0 0 .01 0 0 0z'],
    ['numbers as short as can be', 'M1.500,-0.250 L 10.001 0.119C1 2 .3.4.5.6', 'M1.5-.25 10 .12C1 2 .3.4.5.6'],
    ['lines after a move', 'm1.111 2.222 3.333 4.444H0.006v-1.119', 'm1.11 2.22 3.33 4.45H.01v-1.12'],
    [
      'flags of an arc that stand close together',
      'M1 1a2.001 3.004 0 01.504.496A1 2 30.5 112 3',
      'M1 1a2 3 0 0 1 .5.5A1 2 30.5 1 1 2 3',
    ],
    ['half a circle as half a circle', 'M0 0a1.757 1.757 0 1 1 0 3.514', 'M0 0a1.75 1.75 0 1 1 0 3.51'],
    ['a new figure from where the last began', 'm1.004 1.004 2 2zl1.004 0', 'm1 1 2 2zl1.01 0'],
  ] as const) {
    it(what, () => assert.equal(roundPath(path, 2), rounded));
  }

  it('refuses what is no path', () => {
    for (const wrong of ['M0 0x1', 'M0', 'M0 0z z 1', 'a']) assert.throws(() => roundPath(wrong, 2), /No path/, wrong);
  });
});
