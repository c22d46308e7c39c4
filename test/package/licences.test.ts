/** What of others ships, and whether it may. It needs a build: npm run build. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isFree, PICTURES, thirdParty, thirdPartyText } from '../../scripts/licences.ts';
import { ROOT } from './source.ts';

const shipped = thirdParty();
const used = (use: string) =>
  shipped.filter(({ uses }) => [...uses].some((one) => one === use)).map(({ name }) => name);

describe('what ships', () => {
  it('is all that the package and the server name, with what these need in turn', () => {
    for (const [folder, use] of [
      ['', 'gaung'],
      ['server/', 'server'],
    ] as const) {
      const { dependencies } = JSON.parse(readFileSync(`${ROOT}${folder}package.json`, 'utf8'));
      const named = Object.keys(dependencies).filter((name) => name !== 'gaung');
      assert.deepEqual(
        named.filter((name) => !used(use).includes(name)),
        [],
      );
      assert.ok(used(use).length > named.length, 'what they need is there, too');
    }
    assert.ok(used('gaung').includes('@lit-labs/ssr-dom-shim'), 'by @lit/reactive-element');
    assert.ok(used('server').includes('tdigest'), 'by prom-client');
    assert.equal(used('server').includes('vite'), false, 'tools do not ship');
  });

  it('has what is in the script', () => {
    for (const name of ['@lit/reactive-element', 'uqr']) {
      assert.ok(used('script').includes(name), name);
    }
  });

  it('has the pictures that NOTICES.md names, and no others', () => {
    const notices = readFileSync(`${ROOT}NOTICES.md`, 'utf8');
    const rows = [...notices.matchAll(/^\| [^|]+ \| `[^|]+ \| \[([^\]]+)\]/gm)].map(([, name]) => name);
    assert.deepEqual(rows, ['simple-icons', 'Material Design Icons', 'Fluent Emoji']);
    assert.deepEqual(used('pictures').toSorted(), [...PICTURES].toSorted());
    assert.equal(PICTURES.length, rows.length);
  });

  for (const { name, version, licence, path } of shipped) {
    it(`${name} ${version} is free: ${licence}`, () => {
      assert.ok(isFree(licence), `${licence} is not one of those in scripts/licences.ts`);
      // What is installed says the same as the lockfile.
      const manifest = JSON.parse(readFileSync(`${ROOT}${path}/package.json`, 'utf8'));
      assert.deepEqual([manifest.version, manifest.license], [version, licence]);
    });
  }

  it('is what THIRD-PARTY.md says', () => {
    assert.ok(existsSync(`${ROOT}THIRD-PARTY.md`), 'Run: npm run licences');
    assert.equal(readFileSync(`${ROOT}THIRD-PARTY.md`, 'utf8'), thirdPartyText(), 'Run: npm run licences');
  });
});

describe('a licence is free', () => {
  it('where it is on the list, or one that it offers is', () => {
    for (const licence of ['MIT', '(MIT OR GPL-3.0-only)', 'CC0-1.0', 'MIT AND ISC'])
      assert.ok(isFree(licence), licence);
    const others = [
      undefined,
      '',
      'GPL-3.0-only',
      'BUSL-1.1',
      'UNLICENSED',
      'SEE LICENSE IN x',
      'MIT AND GPL-3.0-only',
    ];
    for (const licence of others) assert.equal(isFree(licence), false, licence);
  });
});
