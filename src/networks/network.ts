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
}

/** A picture of one path on a square of 24 units. */
export type Icon = string;

interface NetworkBase {
  readonly id: NetworkId;
  /** As its owner writes it; for actions the locale's own words are used instead. */
  readonly name: string;
  /** The `d` of a path on a square of 24 units. */
  readonly icon: Icon;
  /** The brand's colour, `#rrggbb`; absent for actions. */
  readonly color?: string;
}

/** An address and its parameters, not encoded yet. Empty ones are left out. */
export type Target = readonly [base: string, parameters: Readonly<Record<string, string>>];

/**
 * A network that a plain link opens. Its module imports nothing but its icon, so that one request loads it whole.
 */
export interface LinkNetwork extends NetworkBase {
  /** What offers the content to the reader for sharing. */
  readonly target: (content: ShareContent) => Target;
}

/** Something that the browser itself does. */
export interface ActionNetwork extends NetworkBase {
  readonly action: 'copy' | 'native';
}

/** Somewhere to share to. */
export type Network = LinkNetwork | ActionNetwork;
