/** What all sides agree on. Imports nothing, has no side effects, and runs in browsers and on servers. */
export type {
  BackendAdapter,
  Capabilities,
  CountsListener,
  ReadOptions,
  RecordOptions,
  RecordResult,
} from './adapter.ts';
export { type CountsById, countsById, type PageCounts, parsePageCounts } from './counts.ts';
export { GaungError, type GaungErrorOptions } from './errors.ts';
export {
  createInteractionId,
  INTERACTION_ID_PATTERN,
  type InteractionId,
  isInteractionId,
  isName,
  NAME_PATTERN,
  type NetworkId,
  type ReactionId,
} from './ids.ts';
export {
  checkInteraction,
  type Interaction,
  type ReactionInteraction,
  type ShareInteraction,
  type ViewInteraction,
} from './interactions.ts';
export { toJson } from './json.ts';
export { type KeyValueStorage, memoryStorage } from './key-value.ts';
export * from './limits.ts';
export { type PageKey, PageKeyError, pageHost, pageKeyProblem, toPageKey } from './page-key.ts';
export { isRefusalCode, type Refusal, type RefusalCode } from './refusal-codes.ts';
export { REFUSALS } from './refusals.ts';
export { isTrackingParameter } from './tracking-parameters.ts';
export { retryAfterOf, slowest } from './waits.ts';
export {
  COUNTS_PATH,
  type CountsResponse,
  decodePageKey,
  encodePageKey,
  INTERACTIONS_PATH,
  type InteractionsRequest,
  type InteractionsResponse,
  LIVE_COUNTS_EVENT,
  LIVE_PATH,
  LIVE_PING_EVENT,
  NO_STORAGE_VISITOR,
  type Proof,
  type ProofChallenge,
  parseCounts,
  parseRefused,
} from './wire.ts';
