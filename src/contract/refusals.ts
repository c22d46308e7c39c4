import type { RefusalCode } from './refusal-codes.ts';

/** Why an interaction was refused, and what would be right. */
export const REFUSALS = {
  'id-invalid': 'The id is not a UUID in lower case.',
  'type-unknown': 'The type is not view, share or reaction.',
  'page-invalid': 'The page is not a page key as the contract spells it.',
  'page-too-long': 'The page key is longer than 1,024 bytes.',
  'page-not-allowed': 'The page belongs to a host that this backend does not count for.',
  'at-invalid': 'The time is not a whole number of milliseconds since 1970.',
  'network-invalid': 'The network is not an id of a-z, 0-9 and -, at most 32 long.',
  'reaction-invalid':
    'The reactions are not a list of at most 24 ids of a-z, 0-9 and -, each at most 32 long and there once.',
  'reaction-not-allowed': 'The reaction is not one that this backend counts.',
  'too-many-choices': 'This backend takes one reaction a visitor.',
  'too-many-ids': 'The page counts as many different reactions or networks as it may.',
  'too-many-pages': 'This backend counts as many pages as it may, and this would be a new one.',
  unsupported: 'This backend cannot count that.',
  expired: 'It could not be delivered within 7 days.',
  rejected: 'The backend refused the whole request.',
} as const satisfies Readonly<Record<RefusalCode, string>>;
