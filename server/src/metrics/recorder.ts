import type { RefusalCode } from 'gaung/contract';
import { type Refused, sentId } from '../routes/check.ts';
import type { Recorder } from '../routes/record.ts';
import type { Metrics, SentType } from './metrics.ts';

/** The same recorder; what becomes of each interaction is counted. A request that fails as a whole counts nothing. */
export function countInteractions(record: Recorder, metrics: Metrics): Recorder {
  return async (c, sent) => {
    const outcome = await record(c, sent);
    if (outcome.refused.length === 0) {
      for (const value of sent.interactions) metrics.acknowledged(sentType(value));
      return outcome;
    }
    const refused = codesById(outcome.refused);
    for (const value of sent.interactions) {
      const codes = refused.get(sentId(value));
      // An id that was refused once was refused each time that it was sent, though the answer may say so once.
      const code = codes && codes.length > 1 ? codes.shift() : codes?.[0];
      if (code) metrics.refused(sentType(value), code);
      else metrics.acknowledged(sentType(value));
    }
    return outcome;
  };
}

function codesById(refused: readonly Refused[]): Map<Refused['id'], RefusalCode[]> {
  const codes = new Map<Refused['id'], RefusalCode[]>();
  for (const { id, code } of refused) {
    const others = codes.get(id);
    if (others) others.push(code);
    else codes.set(id, [code]);
  }
  return codes;
}

function sentType(value: unknown): SentType {
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
  return type === 'view' || type === 'share' || type === 'reaction' ? type : 'unknown';
}
