import { StorageError } from '../storage.ts';
import type { Client } from './connect.ts';

export type Command = readonly [name: string, ...args: (string | number)[]];

interface Waiting {
  readonly command: Command;
  resolve(reply: unknown): void;
  reject(error: unknown): void;
}

/** Sends commands to the node that has their slot, those of one turn of the event loop together. */
export interface Lanes {
  send(slot: number, command: Command): Promise<unknown>;
}

/** Most commands in one go. */
const MOST = 500;

/**
 * @param waits Where given, each go ends with a WAIT on the same connection, and only one is under way on a node: what
 *   arrives meanwhile shares the next one. A command whose go has not reached enough replicas in time is rejected, although
 *   it was carried out.
 */
export function createLanes(client: Client, waits?: { readonly replicas: number; readonly ms: number }): Lanes {
  const lanes = new Map<string, { queue: Waiting[]; isBusy: boolean }>();
  const laneOf = (slot: number) => ('slots' in client ? (client.slots[slot]?.join(' ') ?? '') : '');

  async function go(some: readonly Waiting[]): Promise<void> {
    const commands = some.map(({ command }) => [...command]);
    const all = waits ? [...commands, ['wait', waits.replicas, waits.ms]] : commands;
    let replies: [error: Error | null, reply: unknown][] | null;
    try {
      replies = await client.pipeline(all).exec();
    } catch (error) {
      for (const { reject } of some) reject(error);
      return;
    }
    const missing = waits && notReached(replies!.at(-1)!, waits.replicas);
    for (const [i, { resolve, reject }] of some.entries()) {
      const [error, reply] = replies![i]!;
      if (error ?? missing) reject(error ?? missing);
      else resolve(reply);
    }
  }

  async function run(name: string): Promise<void> {
    const lane = lanes.get(name)!;
    lane.isBusy = true;
    await new Promise(setImmediate);
    while (lane.queue.length > 0) {
      const going = go(lane.queue.splice(0, MOST));
      if (waits) await going;
    }
    lane.isBusy = false;
    if (lane.queue.length === 0) lanes.delete(name);
  }

  return {
    send: (slot, command) =>
      new Promise((resolve, reject) => {
        const name = laneOf(slot);
        const lane = lanes.get(name) ?? { queue: [], isBusy: false };
        lanes.set(name, lane);
        lane.queue.push({ command, resolve, reject });
        if (!lane.isBusy) void run(name);
      }),
  };
}

function notReached([error, reached]: readonly [Error | null, unknown], replicas: number): unknown {
  if (error) return error;
  if (Number(reached) >= replicas) return undefined;
  return new StorageError(
    `Only ${Number(reached)} of ${replicas} replicas have the write in time: look whether they run, and at replicas and wait in GAUNG_STORAGE.`,
  );
}
