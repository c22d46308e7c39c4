/** Reads server-sent events as a browser does, one at a time. */
import assert from 'node:assert/strict';
import type { Json } from './tools.ts';

export interface ServerSentEvent {
  readonly type: string;
  readonly data: Json;
  /** In ms, where the event came with one. */
  readonly retry?: number;
}

export interface EventStream {
  /** The next event. Fails where none comes within 10 s, and where the stream has ended. */
  next(): Promise<ServerSentEvent>;
  /** Events up to the first that is as wanted; gives all of them. */
  until(isWanted: (event: ServerSentEvent) => boolean): Promise<ServerSentEvent[]>;
  /** Resolves when the stream has ended; rejects when it broke. What came before the end is in `rest`. */
  readonly ended: Promise<void>;
  /** Events that came and were not taken yet. */
  readonly rest: readonly ServerSentEvent[];
  close(): Promise<void>;
}

function parse(block: string): ServerSentEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? assert.fail(`No field: ${line}`);
      return [name, value];
    }),
  );
  const retry = fields.get('retry');
  const data = fields.get('data');
  const type = fields.get('event') ?? 'message';
  return { type, data: data === undefined ? undefined : JSON.parse(data), ...(retry && { retry: Number(retry) }) };
}

export function eventStream(response: Response): EventStream {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const rest: ServerSentEvent[] = [];
  let wake = () => {};
  let isOver = false;

  async function pump(): Promise<void> {
    let text = '';
    let retry: number | undefined;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const event = parse(block)!;
        if (event.data === undefined) retry = event.retry;
        else rest.push({ ...event, ...(retry !== undefined && { retry }) });
        if (event.data !== undefined) retry = undefined;
      }
      wake();
    }
  }

  const ended = pump().finally(() => {
    isOver = true;
    wake();
  });
  ended.catch(() => {}); // Whoever waits for the end hears of it.

  async function next(): Promise<ServerSentEvent> {
    const deadline = AbortSignal.timeout(10_000);
    while (rest.length === 0) {
      assert.ok(!isOver, 'The stream has ended.');
      assert.ok(!deadline.aborted, 'No event came within 10 s.');
      await new Promise<void>((resolve) => {
        wake = resolve;
        deadline.addEventListener('abort', () => resolve());
      });
    }
    return rest.shift()!;
  }

  return {
    next,
    async until(isWanted) {
      const events: ServerSentEvent[] = [];
      do events.push(await next());
      while (!isWanted(events.at(-1)!));
      return events;
    },
    ended,
    rest,
    close: () => reader.cancel(),
  };
}
