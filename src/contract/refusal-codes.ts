/** Why an interaction is refused. The list is closed: other codes are never sent. */
const CODES = [
  'id-invalid',
  'type-unknown',
  'page-invalid',
  'page-too-long',
  'page-not-allowed',
  'at-invalid',
  'network-invalid',
  'reaction-invalid',
  'reaction-not-allowed',
  'too-many-choices',
  'too-many-ids',
  'too-many-pages',
  'unsupported',
  'expired',
  'rejected',
] as const;

/** A code of the closed list, which `REFUSALS` says in words. */
export type RefusalCode = (typeof CODES)[number];

/** What a backend says of an interaction that it will never apply. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The backend's own words, in English, for developers. */
  readonly detail?: string;
}

/** Whether `value` is a code of the closed list. */
export function isRefusalCode(value: unknown): value is RefusalCode {
  return (CODES as readonly unknown[]).includes(value);
}
