import type { NetworkId } from '../contract/index.ts';

/** What is shared. All text is clean: no control characters, no broken surrogates; the URL is http or https. */
export interface ShareContent {
  readonly url: string;
  readonly title: string;
  /** A longer text; empty where there is none. */
  readonly text: string;
  /** An account to name, without `@`; empty where there is none. */
  readonly via: string;
  /** Without `#`. */
  readonly hashtags: readonly string[];
  /** The address of a picture, http or https; empty where there is none. */
  readonly image: string;
  /** The site's own id with the network's owner; empty where there is none. */
  readonly appId: string;
}

/** A picture of one path on a square of 24 units. */
export type Icon = string;

/** What is known of a network's share address. None was tried against the live service. */
export type Lifecycle =
  /** Its owner's documentation, or its source, says so. */
  | 'documented'
  /** Several independent libraries or sites use it. */
  | 'attested'
  /** One source says so. */
  | 'single source'
  /** Works with the site's own app id only. */
  | 'needs app id'
  /** Opens an app that phones have. */
  | 'mobile only';

/** How much a network takes. The title is cut to fit, the link never. */
export interface Limits {
  /** User-perceived characters of title and link together. */
  readonly graphemes: number;
  /** What a link counts as; default: its length. */
  readonly link?: number;
  /** What each character counts as that is neither of the alphabets of Europe nor common punctuation; default: 1. */
  readonly wide?: number;
}

interface NetworkBase {
  readonly id: NetworkId;
  /** As its owner writes it; for actions the locale's own words are used instead. */
  readonly name: string;
  /** The `d` of a path on a square of 24 units; where no free one is known, the name's first letter is shown. */
  readonly icon?: Icon;
  /** The brand's colour, `#rrggbb`; absent for actions. */
  readonly color?: string;
  readonly lifecycle: Lifecycle;
  readonly limits?: Limits;
}

/** An address and its parameters, not encoded yet, behind a `?` or a `#`. Empty ones are left out. */
export type Target = readonly [base: string, parameters: Readonly<Record<string, string>>, separator?: '?' | '#'];

/**
 * A network that a plain link opens. Its module imports nothing but its icon, so that one request loads it whole.
 */
export interface LinkNetwork extends NetworkBase {
  /** What offers the content to the reader for sharing. */
  readonly target: (content: ShareContent) => Target;
}

/** A network of many servers: the reader is asked for theirs. */
export interface ServerNetwork extends NetworkBase {
  /** Names by which NodeInfo knows its software, in lower case. */
  readonly software: readonly string[];
  /** @param server The host, with its port if any, of the reader's server. */
  readonly serverTarget: (content: ShareContent, server: string) => Target;
}

/** Something that the browser itself does. */
export interface ActionNetwork extends NetworkBase {
  readonly action: 'copy' | 'native' | 'print' | 'qr' | 'fediverse';
}

/** Somewhere to share to. */
export type Network = LinkNetwork | ServerNetwork | ActionNetwork;
