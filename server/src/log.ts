/** What a line may tell beside its event. Never an address of a reader. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const PLAIN = /^[\w.:/@*,+-]+$/;

/** A log of lines `<time> <level> <event> key=value …`; what is not plain is quoted as JSON, so that a line stays one. */
export function lineLog(write: (line: string) => void = console.log, clock: () => number = Date.now): Log {
  const level =
    (name: string) =>
    (event: string, fields: LogFields = {}): void => {
      const pairs = Object.entries(fields).map(([key, value]) => {
        const text = String(value);
        return `${key}=${PLAIN.test(text) ? text : JSON.stringify(text)}`;
      });
      write([new Date(clock()).toISOString(), name, event, ...pairs].join(' '));
    };
  return { info: level('info'), warn: level('warn'), error: level('error') };
}

/** A log that says nothing. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** What an error says, and what led to it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} Because: ${describeError(error.cause)}`;
}
