import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Part, Run } from '../../bench/load/run.ts';
import { needsOf, type Shape } from '../../bench/model/needs.ts';
import { type Assumptions, trafficOf } from '../../bench/model/traffic.ts';

const ASSUMED: Assumptions = {
  ...{ peak: 5, readsPerView: 2, cdn: 0.9, reactions: 0.02, shares: 0.005, known: 0.1 },
  ...{ stories: 100, countsPerStory: 2, hot: 0.2, utilisation: 0.5 },
};
const VIEWS = 86_400_000; // A thousand a second.
const traffic = trafficOf(VIEWS, ASSUMED);

/** So many a second, for so many CPU seconds in a second. */
const part = (perSecond: number, servers: number, engine: number) =>
  ({ perSecond, cpu: { servers, engine, clients: 0 } }) as Part & { cpu: Run['cpu'] };
const full = { mix: part(1, 1, 1), reads: part(10_000, 1, 0.1), writes: part(2000, 1, 0.5), hot: part(4000, 1, 0.5) };
const run = { full } as Run;
const bytes = { id: 100, vote: 200, lastView: 50, bucket: 60, page: 1000 };
const shape: Shape = {
  copies: 1,
  copiesMeasured: 1,
  coresOfShard: 1,
  coresOfPage: 1,
  bytesOfShard: 1e12,
  mostShards: 1000,
  mostServers: 1000,
};
const near = (value: number, wanted: number) =>
  assert.ok(Math.abs(value / wanted - 1) < 1e-9, `${value}, not ${wanted}`);

describe('the model of traffic', () => {
  it('has views as they come, and what they lead to', () => {
    near(traffic.average, 1000);
    near(traffic.peakWrites, 5000 * 1.025);
    near(traffic.peakHot, 1025);
    near(traffic.peakReads, 5000 * 2 * 0.1);
  });

  it('has ids of eight days, votes and pages of a year, last views of half an hour', () => {
    near(traffic.rows.id, VIEWS * 1.025 * 8);
    near(traffic.rows.vote, VIEWS * 0.02 * 365);
    near(traffic.rows.lastView, 1000 * 5 * 0.1 * 1800);
    near(traffic.rows.page, 36_500);
    near(traffic.rows.bucket, 100 * 8 * 2 * 46);
  });
});

describe('the model of needs', () => {
  const needs = needsOf(traffic, { run, bytes }, shape, ASSUMED);

  it('has the CPU seconds that requests took, and room above them', () => {
    near(needs.serverCores, (5125 / 2000 + 1000 / 10_000) * 2);
    near(needs.engineCores, (5125 * 0.00025 + 1000 * 0.00001) * 2);
    near(needs.hotCores, 1025 * 0.000125 * 2);
    assert.equal(needs.servers, 6);
    assert.equal(needs.shards, 3);
    assert.deepEqual(needs.limits, []);
  });

  it('has the cores of one copy, where several were measured', () => {
    const halved = needsOf(traffic, { run, bytes }, { ...shape, copiesMeasured: 2 }, ASSUMED);
    near(halved.engineCores, needs.engineCores / 2);
    near(halved.hotCores, needs.hotCores / 2);
    near(halved.serverCores, needs.serverCores);
  });

  it('has the bytes of all rows', () => {
    const { id, vote, lastView, bucket, page } = traffic.rows;
    near(needs.bytes, id * 100 + vote * 200 + lastView * 50 + bucket * 60 + page * 1000);
  });

  it('has as many shards as bytes need, where these need more', () => {
    assert.equal(
      needsOf(traffic, { run, bytes }, { ...shape, bytesOfShard: 1e10 }, ASSUMED).shards,
      Math.ceil(needs.bytes / 1e10),
    );
  });

  it('says what cannot be', () => {
    const { limits } = needsOf(
      traffic,
      { run, bytes },
      { ...shape, mostServers: 5, mostShards: 2, coresOfShard: 0.1, coresOfPage: 0.1 },
      ASSUMED,
    );
    assert.deepEqual(limits, ['5.3 cores of servers', '26 shards', '0.3 cores for one page']);
  });
});
