/** The ways to put three widgets on a page that are measured side by side. */
export type Variant = 'none' | 'floor' | 'lit' | 'gaung' | 'peers';

export type PageKind = 'index' | 'article';

/** Who is measured on which page, in the order in which they take turns. */
export const VARIANTS: Readonly<Record<PageKind, readonly Variant[]>> = {
  index: ['none', 'floor', 'lit', 'gaung'],
  // One Waline client is one comment box for one page: 100 of them on an index is nothing that anybody does.
  article: ['none', 'floor', 'lit', 'gaung', 'peers'],
};

/** What tables call them. */
export const TITLES: Readonly<Record<Variant, string>> = {
  none: 'no widgets',
  floor: 'floor',
  lit: 'bare Lit',
  gaung: 'Gaung',
  peers: 'shareon + Waline',
};

/** How it is seen that a page has all that it should have. */
export interface Signs {
  /** The script whose arrival the clock starts from: the end of its path. */
  readonly script: string;
  /** Elements that have rendered once there is something in their shadow roots. */
  readonly hosts: string;
  /** What stands in the light DOM once its script has rendered: each selector has a match. */
  readonly made: readonly string[];
  /** What shows a number at last: the host of a shadow root, or an element. */
  readonly number: string;
}

const byHand = (script: string): Signs => ({
  script,
  hosts: 'floor-share, floor-views, floor-reactions',
  made: [],
  number: 'floor-views',
});

export const SIGNS: Readonly<Record<Exclude<Variant, 'none'>, Signs>> = {
  floor: byHand('/floor.js'),
  lit: byHand('/lit.js'),
  gaung: {
    script: '/gaung.js',
    hosts: 'share-buttons, view-counter, reaction-bar',
    made: [],
    number: 'view-counter',
  },
  peers: {
    script: '/peers.js',
    hosts: 'no-such-element',
    made: ['.shareon a[href]', '.wl-reaction-item'],
    number: '.waline-pageview-count',
  },
};
