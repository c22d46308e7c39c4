/** Texts of one number by CLDR plural category; `{count}` stands for the formatted number. */
export type PluralMessages = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** All that the elements say. `{…}` are filled in as text, never as markup. */
export interface Messages {
  /** Label of a share row. */
  readonly shareLabel: string;
  /** Accessible name of a link to a network: `{network}`. */
  readonly shareOn: string;
  readonly shareByEmail: string;
  readonly shareNative: string;
  readonly copyLink: string;
  /** Said and shown once the link is on the clipboard. */
  readonly copied: string;
  /** Said and shown where the browser refuses the clipboard. */
  readonly copyByHand: string;
  /** Short names of the actions, for rows that show labels. */
  readonly email: string;
  readonly native: string;
  readonly copy: string;
  /** `{count}` views. */
  readonly views: PluralMessages;
  /** The question above a reaction bar. */
  readonly reactionLabel: string;
  /** Names of the default reactions, by id. */
  readonly reactions: Readonly<Record<string, string>>;
  /** `{count}` readers chose a reaction. */
  readonly reactionCount: PluralMessages;
  /** Said after a choice: `{reaction}`. */
  readonly chosen: string;
  /** Said after a choice was taken back. */
  readonly takenBack: string;
  /** Shown and said while the backend cannot be reached. */
  readonly waiting: string;
  /** Shown and said after a refusal. */
  readonly refused: string;
  /** Shown and said where nobody knows whether it counted. */
  readonly unconfirmed: string;
}

/** One language. */
export interface Locale {
  /** BCP 47 tag, in the canonical spelling: `id`, `pt-BR`. */
  readonly tag: string;
  readonly messages: Messages;
}
