/** What a line may tell beside its event. Never an address of a reader. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** How a line is written: `text` for people, `json` for what collects logs. */
export type LogFormat = 'text' | 'json';

type Line = (time: string, level: string, event: string, fields: LogFields) => string;

const PLAIN = /^[\w.:/@*,+-]+$/;
/** Causes that a line tells at most: a chain may be a ring. */
const MOST_CAUSES = 8;

/** `<time> <level> <event> key=value …`; what is not plain is quoted as JSON, so that a line stays one. */
const textLine: Line = (time, level, event, fields) => {
  const pairs = Object.entries(fields).map(([key, value]) => {
    const text = String(value);
    return `${key}=${PLAIN.test(text) ? text : JSON.stringify(text)}`;
  });
  return [time, level, event, ...pairs].join(' ');
};

/** One JSON object: `time`, `level`, `event`, then the fields, none of which can take the place of these three. */
const jsonLine: Line = (time, level, event, fields) => {
  const head = { time, level, event };
  return JSON.stringify(Object.assign({ ...head }, fields, head));
};

const LINES: Readonly<Record<LogFormat, Line>> = { text: textLine, json: jsonLine };

/**
 * A log that writes one line for each event.
 *
 * @param write Takes a line, without its end.
 * @param clock In ms since 1970.
 */
export function lineLog(
  format: LogFormat = 'text',
  write: (line: string) => void = console.log,
  clock: () => number = Date.now,
): Log {
  const level =
    (name: string) =>
    (event: string, fields: LogFields = {}): void =>
      write(LINES[format](new Date(clock()).toISOString(), name, event, fields));
  return { info: level('info'), warn: level('warn'), error: level('error') };
}

/** A log that says nothing. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** What an error says, and what led to it: `<message> Because: <message of its cause> …`. */
export function describeError(error: unknown): string {
  const messages: string[] = [];
  let one = error;
  do {
    messages.push(one instanceof Error ? one.message : String(one));
    one = one instanceof Error ? one.cause : undefined;
  } while (one !== undefined && messages.length <= MOST_CAUSES);
  return messages.join(' Because: ');
}
