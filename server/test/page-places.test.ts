/** Where the records of pages lie: nothing is lost while the table grows, and nothing is where it is not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { random } from '../../bench/server/keys.ts';
import { Places } from '../src/page-memory/places.ts';

/** Keys with hashes of their own, each at the place that has its number. */
const hashes = (count: number, seed: number) => {
  const next = random(seed);
  return Uint32Array.from({ length: count }, () => next() * 2 ** 32);
};
const at = (place: number) => (other: number) => other === place;

describe('places', () => {
  it('are all there, one by one and together, whatever the size of the table', () => {
    const count = 30_000;
    const places = new Places(count);
    const all = hashes(count, 1);
    for (let n = 1; n < count; n++) {
      places.add(all[n]!, n);
      for (const one of [n, Math.ceil(n / 2), Math.ceil(n / 3)]) assert.equal(places.find(all[one]!, at(one)), one);
    }
    assert.ok(places.size <= Places.bytes(count) + 2 ** 10);
    const found = new Uint32Array(count);
    for (let n = 1; n + 100 < count; n += 100) {
      assert.ok(places.guess(all.subarray(n, n + 100), 100, found));
      assert.deepEqual(
        found.subarray(0, 100),
        Uint32Array.from({ length: 100 }, (_, i) => n + i),
      );
    }
  });

  it('are guessed only where each hash has one', () => {
    const places = new Places(100);
    const [one, two] = hashes(2, 2) as unknown as [number, number];
    places.add(one, 7);
    const found = new Uint32Array(2);
    assert.equal(places.guess(Uint32Array.of(one, two), 2, found), false);
    places.add(two, 8);
    assert.ok(places.guess(Uint32Array.of(one, two), 2, found));
    assert.deepEqual([...found], [7, 8]);
  });

  it('change and go, also while the table is being moved', () => {
    const places = new Places(10_000);
    const known = new Map<number, number>();
    const all = hashes(5000, 3);
    const next = random(4);
    for (let n = 1; n < all.length; n++) {
      places.add(all[n]!, n);
      known.set(all[n]!, n);
      const other = all[1 + Math.floor(next() * n)]!;
      const place = known.get(other);
      if (place === undefined) continue;
      const moved = next() < 0.5 ? place + 100_000 : 0;
      assert.equal(places.change(other, place + 1, moved), false);
      assert.equal(places.change(other, place, moved), true);
      assert.equal(places.find(other, at(place)), 0);
      if (moved) known.set(other, moved);
      else known.delete(other);
    }
    for (const [hash, place] of known) assert.equal(places.find(hash, at(place)), place);
    places.clear();
    for (const [hash, place] of known) assert.equal(places.find(hash, at(place)), 0);
  });

  it('of one hash are told apart by who asks, and are no more than are looked at', () => {
    const places = new Places(1000);
    for (let place = 1; place <= 200; place++) places.add(5, place);
    const found = Array.from({ length: 200 }, (_, i) => places.find(5, at(i + 1))).filter((place) => place !== 0);
    assert.ok(found.includes(200));
    assert.ok(found.length < 100, `${found.length} are found`);
    assert.ok(!places.isFull);
  });
});
