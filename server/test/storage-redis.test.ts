import { after, before, describe } from 'node:test';
import { storageContract } from '../../test/contracts/storage-contract.ts';
import { redisStorage } from '../src/storage/redis/redis.ts';
import { type RedisCluster, type RedisNode, redisMissing, startRedis, startRedisCluster } from './engines/redis.ts';

let prefixes = 0;
/** Each storage has keys of its own. */
const prefix = () => `?durability=none&prefix=test-${++prefixes}`;
/** That nothing is lost is tried elsewhere. */
const QUICK = { appendfsync: 'no' };

describe('on one Redis', { skip: redisMissing }, () => {
  let redis: RedisNode;
  before(async () => {
    redis = await startRedis(QUICK);
  });
  after(() => redis.stop());
  storageContract({
    name: 'redis',
    oneMoment: 'page',
    create: (_, options) => redisStorage({ ...options, url: `${redis.url}/${prefix()}` }),
  });
});

describe('on a Redis Cluster', { skip: redisMissing }, () => {
  let cluster: RedisCluster;
  before(async () => {
    cluster = await startRedisCluster(QUICK);
  });
  after(() => cluster.stop());
  storageContract({
    name: 'redis cluster',
    oneMoment: 'page',
    create: (_, options) => redisStorage({ ...options, url: `${cluster.url}/${prefix()}`, warn() {} }),
  });
});
