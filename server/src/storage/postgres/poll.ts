import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Changes, Messages } from './changes.ts';
import type { ListenOptions } from './listen.ts';

/** How often it is looked what others changed, in ms. */
const LOOK_MS = 400;
/**
 * How far back it is looked each time, in s: longer than any commit takes, because a change has a time before it, and is there
 * when it ends. The time is not that at which the transaction began: an operator's may have been minutes ago.
 */
const BACK_S = 20;
/** How long changes are kept, in s. */
const KEEP_S = 60;

/**
 * Hears of the others by looking, for engines that do not notify: each change is a row for a while. Where it could not look
 * for too long, anything may have changed, and that is told.
 */
export function pollForChanges({ connections, schema, messages, hear }: ListenOptions): Changes {
  const table = `"${schema}".changes`;
  const closing = new AbortController();
  let seen = new Set<string>();
  let lastLook = performance.now();
  let lastClean = performance.now();

  async function look(): Promise<void> {
    const began = performance.now();
    const rows = await connections.others.query({
      name: 'gaung_changes',
      text: `SELECT id, message FROM ${table} WHERE at > now() - ${BACK_S} * interval '1 second' ORDER BY at`,
      values: [],
    });
    if (began - lastLook > (BACK_S * 1000) / 2) hear({ pages: 'all', isByOperator: true });
    lastLook = began;
    const news = rows.filter(({ id }) => !seen.has(id as string));
    seen = new Set(rows.map(({ id }) => id as string));
    for (const { message } of news) hearOne(messages, hear, message as string);
  }

  async function clean(): Promise<void> {
    if (performance.now() - lastClean < KEEP_S * 1000) return;
    lastClean = performance.now();
    const text = `DELETE FROM ${table} WHERE at < now() - ${KEEP_S} * interval '1 second'`;
    await connections.others.query({ name: 'gaung_old_changes', text, values: [] });
  }

  async function keepLooking(): Promise<void> {
    for (;;) {
      await delay(LOOK_MS, undefined, { signal: closing.signal });
      try {
        await look();
        await clean();
      } catch {
        // Whoever reads and writes hears why.
      }
    }
  }
  const kept = keepLooking().catch((error: unknown) => {
    if (!closing.signal.aborted) throw error;
  });

  return {
    announce(told) {
      const all = messages.write(told);
      if (all.length === 0) return [];
      const text = `INSERT INTO ${table} (id, at, message)
        SELECT id, clock_timestamp(), message FROM unnest($1::uuid[], $2::text[]) AS new (id, message)`;
      return [{ name: 'gaung_announce', text, values: [all.map(() => randomUUID()), all] }];
    },
    async close() {
      closing.abort();
      await kept;
    },
  };
}

function hearOne(messages: Messages, hear: ListenOptions['hear'], message: string): void {
  const told = messages.read(message);
  if (told) hear(told);
}
