/** Reads the text format of Prometheus (exposition format 0.0.4), strictly: what it does not know it throws. */
import assert from 'node:assert/strict';

export interface Series {
  /** The type of each metric. */
  readonly types: ReadonlyMap<string, string>;
  /** By name and labels, as they were written. */
  readonly samples: ReadonlyMap<string, number>;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"';
const SAMPLE = new RegExp(`^((${NAME})(?:\\{(?:${LABEL}(?:,${LABEL})*)?\\})?) (\\S+)$`);
const COMMENT = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);
const TYPES = new Set(['counter', 'gauge', 'histogram', 'summary']);

/** @throws {AssertionError} at a sample without HELP and TYPE before it, at one that is there twice, at a bad line. */
export function parseMetrics(text: string): Series {
  assert.ok(text.endsWith('\n'), 'it ends with the end of a line');
  const help = new Set<string>();
  const types = new Map<string, string>();
  const samples = new Map<string, number>();
  for (const line of text.split('\n').filter(Boolean)) {
    const [, kind, about, words] = COMMENT.exec(line) ?? [];
    if (kind === 'HELP') {
      assert.ok(!help.has(about!), `HELP of ${about} is there once`);
      help.add(about!);
    } else if (kind === 'TYPE') {
      assert.ok(!types.has(about!) && TYPES.has(words!), line);
      types.set(about!, words!);
    } else {
      const [, id, name, value] = SAMPLE.exec(line) ?? [];
      assert.ok(id && name && value, `a sample: ${line}`);
      const metric = types.has(name) ? name : name.replace(/_(?:bucket|sum|count)$/, '');
      assert.ok(types.has(metric) && help.has(metric), `HELP and TYPE before ${line}`);
      if (types.get(metric) === 'counter') assert.match(metric, /_total$/, `the name of a counter: ${metric}`);
      assert.ok(!samples.has(id), `${id} is there once`);
      const number = /^[+-]Inf$/.test(value) ? Number(value.replace('Inf', 'Infinity')) : Number(value);
      // In any case, as Prometheus itself reads it.
      assert.ok(!Number.isNaN(number) || /^nan$/i.test(value), line);
      samples.set(id, number);
    }
  }
  return { types, samples };
}
