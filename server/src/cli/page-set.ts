import type { PageKey } from 'gaung/contract';
import type { Base } from '../storage/storage.ts';
import { baseLine } from '../transfer/line-schemas.ts';
import { UsageError } from './errors.ts';

export interface SetFlags {
  readonly views?: string;
  readonly share?: readonly string[];
  readonly reaction?: readonly string[];
  readonly source: string;
}

/** Takes a flag that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** A whole number, or what was written instead: whoever checks it says what would be right. */
const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);

/** `love=2` and the like as counts by id. @throws {UsageError} */
function counts(flag: string, values: readonly string[] = []): Record<string, unknown> {
  const pairs = values.map((value): [string, unknown] => {
    const [, id, count] = /^([^=]+)=(.+)$/.exec(value) ?? [];
    if (!id || !count) throw new UsageError(`--${flag} must be an id and a number, such as love=2 (it is "${value}").`);
    return [id, number(count)];
  });
  return Object.fromEntries(pairs);
}

const FLAGS: Readonly<Record<string, string>> = { shares: 'share', reactions: 'reaction' };

/** The base that the flags say. @throws {UsageError} that names the flag. */
export function baseOf(page: PageKey, { views, share, reaction, source }: SetFlags): Base {
  if (views === undefined && !share && !reaction) {
    throw new UsageError('Say what to set: --views 1206, --share x=3 or --reaction love=2. What is left out is 0.');
  }
  const { success, data, error } = baseLine.safeParse({
    ...{ type: 'page', page, source },
    ...(views !== undefined && { views: number(views) }),
    shares: counts('share', share),
    reactions: counts('reaction', reaction),
  });
  if (!success) {
    const [issue] = error.issues;
    const name = String(issue?.path[0]);
    throw new UsageError(`--${FLAGS[name] ?? name} ${issue?.message}.`);
  }
  return { ...data, type: 'base' };
}
