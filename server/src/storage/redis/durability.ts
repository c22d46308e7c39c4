import type { Redis } from 'ioredis';
import { StorageError } from '../storage.ts';
import type { Engine, Master } from './engine.ts';
import { isForbidden } from './errors.ts';
import type { RedisAddress } from './url.ts';

const SETTINGS = ['appendonly', 'appendfsync', 'no-appendfsync-on-rewrite', 'maxmemory', 'maxmemory-policy'] as const;
type Settings = Readonly<Record<(typeof SETTINGS)[number], string | undefined>>;

/** What an operator should know, and which keeps nobody from starting. */
export type Warn = (message: string) => void;

/**
 * A function that looks at the settings of each master: one may have been a replica a moment ago. It rejects with a
 * {@link StorageError} where one is known to lose what was acknowledged, and says what to set, or what to ask for.
 */
export function createInspection(
  engine: Engine,
  { durability, replicas }: RedisAddress,
  warn: Warn,
): () => Promise<void> {
  let hasWarned = false;

  async function inspect({ name, redis }: Master): Promise<void> {
    const settings = await read(redis);
    if (settings) {
      const fault = faultOf(settings, durability);
      if (fault) throw new StorageError(`Redis at ${name} ${fault}`);
    } else if (!hasWarned && durability !== 'none') {
      hasWarned = true;
      warn(
        'Redis does not let its settings be read (CONFIG GET). Whether what is acknowledged survives a crash depends on ' +
          `them: appendonly yes, ${durability === 'always' ? 'appendfsync always, ' : ''}maxmemory-policy noeviction.`,
      );
    }
  }

  return async () => {
    await Promise.all(engine.masters().map(inspect));
    if (engine.isCluster && replicas === 0 && !hasWarned && durability === 'always') {
      hasWarned = true;
      warn(
        'Of what a master of the cluster acknowledges, its replica may lack the last moments: ?replicas=1 waits for it.',
      );
    }
  };
}

async function read(redis: Redis): Promise<Settings | undefined> {
  try {
    const replies = await Promise.all(SETTINGS.map((name) => redis.config('GET', name)));
    const entries = SETTINGS.map((name, i) => [name, (replies[i] as string[])[1]] as const);
    return Object.fromEntries(entries) as Settings;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}

/** What is wrong with the settings of a master, for what was asked for. */
function faultOf(settings: Settings, durability: RedisAddress['durability']): string | undefined {
  if (durability === 'none') return undefined;
  const policy = settings['maxmemory-policy'];
  if (settings.appendonly !== 'yes') {
    return 'keeps nothing of the last minutes when it ends. Set "appendonly yes", or ask for it by ?durability=none.';
  }
  if (settings.maxmemory !== '0' && policy !== 'noeviction') {
    return `throws counts away when its memory is full. Set "maxmemory-policy noeviction" (it is ${policy}), or ask for it by ?durability=none.`;
  }
  if (durability === 'everysec') {
    if (settings.appendfsync !== 'no') return undefined;
    return 'writes to the disk whenever the system likes. Set "appendfsync everysec", or ask for it by ?durability=none.';
  }
  if (settings.appendfsync !== 'always') {
    return `loses the last second of what it acknowledged when the machine fails. Set "appendfsync always" (it is ${settings.appendfsync}), or ask for it by ?durability=everysec.`;
  }
  if (settings['no-appendfsync-on-rewrite'] === 'yes') {
    return 'does not write to the disk while it rewrites its file. Set "no-appendfsync-on-rewrite no", or ask for it by ?durability=everysec.';
  }
  return undefined;
}
