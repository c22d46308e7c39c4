/** Texts of one number by CLDR plural category; `{count}` stands for the formatted number. */
export type PluralMessages = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** All that the elements say. `{…}` are filled in as text, never as markup. */
export interface Messages
  extends Partial<RowTexts>,
    Partial<QrTexts>,
    Partial<ServerTexts>,
    Partial<Refusals>,
    Partial<Remarks> {
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
  readonly print: string;
  readonly qr: string;
  /** `{count}` views. */
  readonly views: PluralMessages;
  /** The question above a reaction bar. */
  readonly reactionLabel: string;
  /** Names of the reactions of the presets, by id. */
  readonly reactions: Readonly<Record<string, string>>;
  /** `{count}` readers chose a reaction. */
  readonly reactionCount: PluralMessages;
  /** Said of the reaction that most readers chose. */
  readonly leading: string;
  /** Said after a choice: `{reaction}`. */
  readonly chosen: string;
  /** Said after a choice was taken back. */
  readonly takenBack: string;
  /** Shown and said while the backend cannot be reached. */
  readonly waiting: string;
  /** Shown and said while the page waits for the reader's consent. */
  readonly needsConsent: string;
  /** Shown and said after a refusal for which nothing more can be said. */
  readonly refused: string;
  /** Shown and said where the counts are kept ones, because the backend cannot be reached. */
  readonly lastKnown: string;
  /** Said beside `views` that cannot be read anew: a noun phrase, in lower case where the language has one. */
  readonly lastKnownViews: string;
}

/** What a row of share buttons says that is not the default one. The English texts come with the first such. */
export interface RowTexts {
  /** Name of the button that opens what the row has no room for. */
  readonly more: string;
  /** Name of the buttons beside a selected text. */
  readonly quote: string;
  /** Label of the field that narrows that list down. */
  readonly search: string;
  /** Said where a search finds nothing. */
  readonly nothingFound: string;
  /** `{count}` shares, said after a network's name. */
  readonly shareCount: PluralMessages;
}

/** What is said of a QR code. The English texts come with the first one. */
export interface QrTexts {
  /** Heading of the dialog that shows a QR code. */
  readonly qrTitle: string;
  /** Accessible name of a QR code: `{url}`. */
  readonly qrOf: string;
  /** Shown in place of a code that cannot hold the link. */
  readonly qrTooLong: string;
  /** Name of the button that closes it. */
  readonly close: string;
}

/** What the dialog says that asks for the reader's server. The English texts come with it. */
export interface ServerTexts {
  /** Heading of the dialog that asks for the reader's server, where no network was chosen. */
  readonly serverTitle: string;
  /** Label of the field for the server's name, and what stands below it. */
  readonly server: string;
  readonly serverHint: string;
  /** The same where nothing is remembered. */
  readonly serverHintShort: string;
  /** Shown at the field, where it holds no server's name. */
  readonly serverWrong: string;
  /** Heading of the servers that the reader used before, and the button that forgets them. */
  readonly serversUsed: string;
  readonly serversForget: string;
  /** Shown and said once they are forgotten. */
  readonly serversForgotten: string;
  /** Shown and said while a server is asked what software it runs: `{server}`. */
  readonly serverAsked: string;
  /** Shown and said where it did not tell: `{server}`. */
  readonly serverUnknown: string;
  /** Shown and said where it told, and the reader goes on: `{server}`, `{network}`. */
  readonly serverKnown: string;
  /** Label of the list of software, what it shows at first, and what is said where nothing was chosen. */
  readonly software: string;
  readonly softwareChoose: string;
  readonly softwareMissing: string;
  /** Shown and said where a part of the page did not arrive. */
  readonly loadFailed: string;
  /** Its buttons. */
  readonly goOn: string;
  readonly cancel: string;
}

/** What a bar says where a choice was undone, and why. The English texts come with the first such. */
export interface Refusals {
  /** Where the backend does not count for the page's site. */
  readonly refusedPage: string;
  /** Where it does not count the chosen reaction. */
  readonly refusedReaction: string;
  /** Where it takes one reaction a visitor, and more were chosen. */
  readonly refusedMultiple: string;
  /** Where the page counts as many different reactions as it may. */
  readonly refusedFull: string;
  /** Where the backend itself is gone. */
  readonly refusedUnavailable: string;
  /** Shown and said after the client gave up, once a choice had waited for 7 days. */
  readonly expired: string;
  /** Shown and said where nobody knows whether it counted. */
  readonly unconfirmed: string;
}

/** What a bar says that shows something else than counts to be changed. The English texts come with what shows it. */
export interface Remarks {
  /** All choices together, where shares of them are shown. */
  readonly reactionTotal: PluralMessages;
  /** Shown and said where the counts stay hidden until the reader has chosen. */
  readonly countsHidden: string;
  /** Shown and said where nothing can be chosen any more. */
  readonly closed: string;
}

/** One language. What it does not say is said in English. */
export interface Locale {
  /** BCP 47 tag, in the canonical spelling: `id`, `pt-BR`. */
  readonly tag: string;
  /** A language that writes numbers alike, for browsers whose `Intl` does not know this one. */
  readonly numbersLike?: string;
  /**
   * Where numbers and lists are written so simply that `Intl` need not be asked, whose first use takes a browser longer
   * than all the rest of an element: digits from 0 to 9 in threes, and a comma between the parts of a list.
   */
  readonly plain?: {
    /** What stands between the threes. */
    readonly group: string;
    /** BCP 47 tags of the page's language, of which this holds. */
    readonly tags: readonly string[];
  };
  readonly messages: Partial<Messages>;
}

/** A language in which nothing is missing any more but notices. */
export type CompleteLocale = Locale & { readonly messages: Messages };
