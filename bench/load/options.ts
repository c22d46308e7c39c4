import { parseArgs } from 'node:util';
import { PAGES } from './story.ts';

export const STORAGES = ['sqlite', 'memory', 'postgres', 'redis', 'cluster'] as const;
export type StorageName = (typeof STORAGES)[number];

export interface LoadOptions {
  readonly storage: StorageName;
  /** How many servers run side by side, one run after the other. */
  readonly instances: readonly number[];
  /** How long each part of a run takes. */
  readonly seconds: number;
  /** Readers a second outside the burst; undefined: from what goes through at full speed. */
  readonly rate: number | undefined;
  readonly connections: number;
  /** Who watch. */
  readonly live: number;
  readonly pages: number;
  /** Processes that make the load. */
  readonly clients: number;
  /** Under which name the figures are kept; undefined: not at all. */
  readonly as: string | undefined;
  /** Where the plot goes, an SVG; undefined: nowhere. */
  readonly plot: string | undefined;
}

/** From and to: what a machine stands, and what is long enough to mean something. */
const RANGES = {
  seconds: [1, 300],
  rate: [1, 200_000],
  connections: [1, 2000],
  live: [0, 20_000],
  pages: [20, 1_000_000],
  clients: [1, 16],
  instances: [1, 16],
} as const;

/** Only engines that many processes can share make more than one instance one backend. */
const FOR_ONE: ReadonlySet<StorageName> = new Set(['sqlite', 'memory']);

/** @throws {Error} what is wrong with the flags, for whoever typed them. */
export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      storage: { type: 'string', default: 'sqlite' },
      instances: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      rate: { type: 'string' },
      connections: { type: 'string', default: '64' },
      live: { type: 'string', default: '200' },
      pages: { type: 'string', default: String(PAGES) },
      clients: { type: 'string', default: '1' },
      as: { type: 'string' },
      plot: { type: 'string' },
    },
  });
  const number = (name: keyof typeof RANGES, text: string): number => {
    const [least, most] = RANGES[name];
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`);
    return value;
  };
  const storage = STORAGES.find((name) => name === values.storage);
  if (!storage) throw new Error(`--storage must be one of ${STORAGES.join(', ')}.`);
  const isForOne = FOR_ONE.has(storage);
  const instances = (values.instances ?? (isForOne ? '1' : '1,2,3'))
    .split(',')
    .map((text) => number('instances', text));
  if (isForOne && instances.some((many) => many > 1))
    throw new Error(`${storage} is for one server: --instances 1. Several need postgres, redis or cluster.`);
  return {
    storage,
    instances,
    rate: values.rate === undefined ? undefined : number('rate', values.rate),
    seconds: number('seconds', values.seconds),
    connections: number('connections', values.connections),
    live: number('live', values.live),
    pages: number('pages', values.pages),
    clients: number('clients', values.clients),
    as: values.as,
    plot: values.plot,
  };
}
