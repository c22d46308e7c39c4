/** The id of one interaction: a version 4 UUID in lower case (RFC 9562), made once by the client. */
export type InteractionId = string;
/** The stable id of an option of the bar: `love`. */
export type ReactionId = string;
/** The stable id of somewhere to share to: `whatsapp`. */
export type NetworkId = string;

/** How an interaction id is spelled. */
export const INTERACTION_ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** How the id of a reaction or a network is spelled. */
export const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Whether `value` is an interaction id. */
export function isInteractionId(value: unknown): value is InteractionId {
  return typeof value === 'string' && INTERACTION_ID_PATTERN.test(value);
}

/** Whether `value` can be the id of a reaction or a network: `[a-z0-9][a-z0-9-]{0,31}`. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME_PATTERN.test(value);
}

/**
 * A fresh interaction id. Made from `getRandomValues`, because `crypto.randomUUID` is missing on plain-http pages.
 */
export function createInteractionId(): InteractionId {
  const bytes = crypto.getRandomValues(new Uint8Array(36));
  // 4 is the version, and y the RFC's variant: 8 to b.
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (digit, at: number) =>
    (digit === 'x' ? bytes[at]! & 15 : (bytes[at]! & 3) | 8).toString(16),
  );
}
