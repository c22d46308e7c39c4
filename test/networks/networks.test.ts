/** What holds for the set of networks as a whole. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isName } from '../../src/contract/index.ts';
import { coreNetworks } from '../../src/networks/core.ts';
import { networkIndex } from '../../src/networks/network-index.ts';
import { suggestedNetworks } from '../../src/networks/suggested.ts';
import { actionNetworks, allNetworks, serverNetworks } from './all-networks.ts';

const FOLDER = new URL('../../src/networks/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
/** The modules that define a network, without their extension. */
const modules = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts') && /^export const \w+: (?:Link|Server|Action)Network = /m.test(read(file)))
  .map((file) => file.slice(0, -3));
const ids = allNetworks.map(({ id }) => id);
const lazyIds = Object.keys(networkIndex.loaders);

describe('the networks', () => {
  it('have ids that are names, each once', () => {
    for (const id of ids) assert.equal(isName(id), true, id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('have a name, a colour that is one, a lifecycle, and one of link, server and action', () => {
    const lifecycles = new Set(['documented', 'attested', 'single source', 'needs app id', 'mobile only']);
    for (const network of allNetworks) {
      const { id, name, color, lifecycle, limits } = network;
      assert.match(name, /^\S(?:.*\S)?$/, id);
      if (color !== undefined) assert.match(color, /^#[\da-f]{6}$/, id);
      assert.ok(lifecycles.has(lifecycle), id);
      assert.ok(!limits || (limits.graphemes > 0 && (limits.link ?? 1) < limits.graphemes), id);
      assert.equal(['target', 'serverTarget', 'action'].filter((kind) => kind in network).length, 1, id);
    }
  });

  it('are 80 or more on better evidence than a single source', () => {
    assert.ok(allNetworks.filter(({ lifecycle }) => lifecycle !== 'single source').length >= 80);
  });

  it('five are in the script itself', () => {
    assert.deepEqual(
      coreNetworks.map(({ id }) => id),
      ['whatsapp', 'facebook', 'x', 'telegram', 'copy'],
    );
  });

  it('each module is in the script or in the index, and in one of them only', () => {
    assert.deepEqual([...coreNetworks.map(({ id }) => id), ...lazyIds].toSorted(), modules.toSorted());
  });

  it('each has the id of its module, by which the index loads it, in alphabetical order', async () => {
    for (const [id, load] of Object.entries(networkIndex.loaders)) assert.equal((await load()).id, id);
    assert.deepEqual(lazyIds, lazyIds.toSorted());
  });

  it('each module imports nothing but its icon', () => {
    for (const module of modules) {
      const imports = read(`${module}.ts`)
        .split('\n')
        .filter((line) => /\bimport\b(?! type)|\bfrom '/.test(line) && !/^\s*(?:\/\*\*|\*|\/\/)/.test(line))
        .filter((line) => !/^import type \{ \w+ \} from '\.\/network\.ts';$/.test(line));
      for (const line of imports) assert.match(line, /^import icon from '\.\/icons\/[\w-]+\.ts';$/, module);
      assert.ok(imports.length <= 1, module);
    }
  });

  it('the actions are what the browser can do', () => {
    assert.deepEqual(actionNetworks.map(({ id, action }) => `${id}: ${action}`).toSorted(), [
      'copy: copy',
      'fediverse: fediverse',
      'native: native',
      'print: print',
      'qr: qr',
      'wechat: qr',
    ]);
  });

  it('no two claim the same server software, which is named as NodeInfo names it', () => {
    const software = serverNetworks.flatMap((network) => network.software);
    assert.equal(new Set(software).size, software.length);
    for (const name of software) assert.match(name, /^[a-z0-9-]+$/);
    for (const name of ['mastodon', 'misskey', 'friendica', 'lemmy', 'hubzilla', 'gnusocial']) {
      assert.ok(software.includes(name), name);
    }
  });

  it('those that are suggested by language exist', () => {
    for (const lang of ['id', 'ja', 'ko', 'ru', 'th', 'vi', 'zh-TW', 'de', 'pl', 'en']) {
      for (const id of suggestedNetworks(lang)) assert.ok(ids.includes(id), `${id} for ${lang}`);
    }
  });
});

describe('networks that are gone', () => {
  const dead = Object.entries(networkIndex.dead);

  it('are names that no living network has, in alphabetical order', () => {
    assert.ok(dead.length > 0);
    for (const [id] of dead) {
      assert.equal(isName(id), true, id);
      assert.equal(ids.includes(id), false, id);
    }
    assert.deepEqual(
      dead.map(([id]) => id),
      dead.map(([id]) => id).toSorted(),
    );
  });

  it('say what to use instead, which exists', () => {
    for (const [id, why] of dead) {
      const [, list] = /\buse (.+) instead\.$/.exec(why) ?? [];
      assert.ok(list, `${id}: ${why}`);
      for (const replacement of list.split(/, | or /)) {
        assert.ok(ids.includes(replacement), `${replacement} for ${id}`);
      }
    }
  });
});
