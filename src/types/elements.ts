// Made by `npm run elements -- --write` from the JSDoc of the elements: change that.
import type {
  GaungErrorEvent,
  GaungProvider,
  ReactionBar,
  ReactionEvent,
  ShareButtons,
  ShareEvent,
  ViewCounter,
  ViewEvent,
} from '../index.ts';

/**
 * What `<share-buttons>` takes. A row of links that share the page: real links, which contact no network before the
 * reader clicks.
 */
export interface ShareButtonsAttributes {
  /**
   * Ids, separated by spaces, or `auto` for what readers of the language know; default: whatsapp facebook x telegram
   * copy. Children `<share-network value label href icon color>` add one's own.
   */
  networks?: string | null | undefined;
  /**
   * What is shared; default: the page's canonical URL. What brought this reader here (`utm_…`, `fbclid`) never goes
   * along.
   */
  url?: string | null | undefined;
  /** Its title; default: the page's. */
  'share-title'?: string | null | undefined;
  /** A longer text, for networks that take one. */
  'share-text'?: string | null | undefined;
  /** An account to name, for networks that do. */
  via?: string | null | undefined;
  /** Separated by spaces or commas, for networks that take them. */
  hashtags?: string | null | undefined;
  /** The address of a picture, for networks that take one; default: the page's `og:image`. */
  image?: string | null | undefined;
  /** The site's own id, for networks that need one. */
  'app-id'?: string | null | undefined;
  /** Parameters for the shared URL, such as `utm_source={network}&utm_medium=share`, or a campaign's name. */
  campaign?: string | null | undefined;
  /** The device's share sheet where there is one: `auto` where `networks` names it, `always`, or `never`. */
  native?: 'auto' | 'always' | 'never' | null | undefined;
  /** The most that stand in the row; what is over, or has no room, is behind one button. */
  max?: number | null | undefined;
  /** Shows how often each network was used. */
  counts?: boolean | null | undefined;
  /** Offers to share what a reader selects in the article, with a link that leads to it. */
  quote?: boolean | null | undefined;
  /** Opens networks in a small window rather than a tab, where the browser allows it. */
  popup?: boolean | null | undefined;
  /** The text above the row; empty to hide it from sight. */
  label?: string | null | undefined;
  /** What a button shows: `icon`, `label` or `both`. */
  display?: 'icon' | 'label' | 'both' | null | undefined;
  /** Its colours: `mono` (the text's own), `tinted` or `brand`. */
  variant?: 'mono' | 'tinted' | 'brand' | null | undefined;
  /** How large the buttons are: `medium`, `small` or `large`. */
  size?: 'medium' | 'small' | 'large' | null | undefined;
  /** What outline they have: `round`, `rounded` or `square`. */
  shape?: 'round' | 'rounded' | 'square' | null | undefined;
  /** How they stand: `row`, `column`, or `rail`, which floats beside the article where there is room. */
  layout?: 'row' | 'column' | 'rail' | null | undefined;
  /** What is counted: a URL or a bare id; default: the page's canonical URL, as the document navigates. */
  page?: string | null | undefined;
  /** The server of this one element; default: the page's. */
  endpoint?: string | null | undefined;
  /** Keeps the numbers up to date while the tab is visible. */
  live?: boolean | null | undefined;
  /** The adapter of this one element. */
  backend?: ShareButtons['backend'];
}

/** What happens at `<share-buttons>`. */
export interface ShareButtonsEvents {
  /** The reader shared, or tried to. */
  share: ShareEvent;
  /** The backend refused, or could not be reached. */
  gaungerror: GaungErrorEvent;
}

/** What `<view-counter>` takes. How often a page was read; counts this page load as a view, once it is really shown. */
export interface ViewCounterAttributes {
  /** Shows the number and counts nothing. */
  readonly?: boolean | null | undefined;
  /** `long` (Read 1,206 times), `compact` (1.2K) or `number` (1,206). */
  format?: 'long' | 'compact' | 'number' | null | undefined;
  /** What is counted: a URL or a bare id; default: the page's canonical URL, as the document navigates. */
  page?: string | null | undefined;
  /** The server of this one element; default: the page's. */
  endpoint?: string | null | undefined;
  /** Keeps the numbers up to date while the tab is visible. */
  live?: boolean | null | undefined;
  /** The adapter of this one element. */
  backend?: ViewCounter['backend'];
}

/** What happens at `<view-counter>`. */
export interface ViewCounterEvents {
  /** This page load made a view. */
  view: ViewEvent;
  /** The backend refused, or could not be reached. */
  gaungerror: GaungErrorEvent;
}

/** What `<reaction-bar>` takes. A question with options that a reader can choose, switch and take back. */
export interface ReactionBarAttributes {
  /** Ids of the options, separated by spaces; default: those of the preset. */
  reactions?: ReactionBar['reactions'];
  /** `default` (love haha wow sad angry) or `sensitive` (support respect sad mourn hope), for grave stories. */
  preset?: 'default' | 'sensitive' | null | undefined;
  /** The question; empty to hide it from sight. A compact bar shows one only where it is given. */
  label?: string | null | undefined;
  /** A reader may choose more than one, where the backend allows it. */
  multiple?: boolean | null | undefined;
  /** Shows the counts; nothing can be pressed. */
  readonly?: boolean | null | undefined;
  /** Nothing can be pressed any more, and what is shown stays as it was when the bar was closed. */
  closed?: boolean | null | undefined;
  /** `all` options, or with `leading` only the one most chosen, on one line, not to be pressed. */
  show?: 'all' | 'leading' | null | undefined;
  /** `compact` (one line, for lists), `medium` or `large`. */
  size?: 'medium' | 'compact' | 'large' | null | undefined;
  /**
   * The names of the options: `always`, on `hover` (and focus; always where nothing can hover), or `never` in sight;
   * default: `always`, in a compact bar `hover`.
   */
  labels?: 'always' | 'hover' | 'never' | null | undefined;
  /** `emoji` (the reader's own), or `svg` for pictures that look the same everywhere. */
  icons?: 'emoji' | 'svg' | null | undefined;
  /** Shows each option's share of all choices, and their total, rather than counts. */
  percent?: boolean | null | undefined;
  /** `voted`: the counts are shown once this reader has chosen (or the bar is closed). */
  'hide-counts-until'?: 'never' | 'voted' | null | undefined;
  /** Counts below it are not shown; of percentages, the total. */
  'min-count'?: number | null | undefined;
  /** What is counted: a URL or a bare id; default: the page's canonical URL, as the document navigates. */
  page?: string | null | undefined;
  /** The server of this one element; default: the page's. */
  endpoint?: string | null | undefined;
  /** Keeps the numbers up to date while the tab is visible. */
  live?: boolean | null | undefined;
  /** The adapter of this one element. */
  backend?: ReactionBar['backend'];
}

/** What happens at `<reaction-bar>`. */
export interface ReactionBarEvents {
  /** An option was pressed; cancelable. */
  reaction: ReactionEvent;
  /** The backend refused, or could not be reached. */
  gaungerror: GaungErrorEvent;
}

/**
 * What `<gaung-provider>` takes. Gives all elements below it a backend of their own: for the part of a page that
 * another server counts for.
 */
export interface GaungProviderAttributes {
  /** The server of the elements below. */
  endpoint?: string | null | undefined;
  /** Their adapter; goes before `endpoint`. */
  backend?: GaungProvider['backend'];
}

/** What happens at `<gaung-provider>`. */
export interface GaungProviderEvents {
  /** `endpoint` is no address; the next provider, or the page's backend, is used. */
  gaungerror: GaungErrorEvent;
}

/** What `<share-network>` takes. A network of the page’s own, as a child of `<share-buttons>`. */
export interface ShareNetworkAttributes {
  /** Its id: `[a-z0-9][a-z0-9-]{0,31}`. `networks` of the row names it. */
  value?: string | null | undefined;
  /** Its name for readers; default: the id. */
  label?: string | null | undefined;
  /** An http or https address; `{url}`, `{title}` and `{text}` in it are filled in. */
  href?: string | null | undefined;
  /** The `d` of an SVG path on a square of 24 units; default: the first letter of its name. */
  icon?: string | null | undefined;
  /** The colour of its brand, `#rrggbb`. */
  color?: string | null | undefined;
}

/** What `<reaction-option>` takes. An option of the page’s own, as a child of `<reaction-bar>`. */
export interface ReactionOptionAttributes {
  /** The stable id that is counted: `[a-z0-9][a-z0-9-]{0,31}`. */
  value?: string | null | undefined;
  /** Its name for readers; default: its text, the language’s own name of the id, or the id. */
  label?: string | null | undefined;
  /** An emoji or another short text, or the address of a picture. */
  icon?: string | null | undefined;
}

/** All tags, for the types of frameworks. */
export interface Tags {
  'share-buttons': { element: ShareButtons; attributes: ShareButtonsAttributes; events: ShareButtonsEvents };
  'view-counter': { element: ViewCounter; attributes: ViewCounterAttributes; events: ViewCounterEvents };
  'reaction-bar': { element: ReactionBar; attributes: ReactionBarAttributes; events: ReactionBarEvents };
  'gaung-provider': { element: GaungProvider; attributes: GaungProviderAttributes; events: GaungProviderEvents };
  'share-network': { element: HTMLElement; attributes: ShareNetworkAttributes; events: object };
  'reaction-option': { element: HTMLElement; attributes: ReactionOptionAttributes; events: object };
}
