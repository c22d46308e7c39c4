/** What the playground shows: every attribute of every element, once. A new attribute is one line here. */
interface Described {
  readonly name: string;
  /** What it does, in one line. */
  readonly hint: string;
  /** What holds where it is not set. */
  readonly standard: string;
}

export type Attribute = Described &
  (
    | {
        readonly kind: 'text';
        readonly example?: string;
        /** Applied when the editor leaves the field, not at each key: every text on the way would be a page or a server. */
        readonly settles?: true;
        readonly suggestions?: readonly string[];
        /** What it means when it is there and empty, where that differs from not being there. */
        readonly empty?: string;
      }
    | { readonly kind: 'choice'; readonly options: readonly string[] }
    | { readonly kind: 'flag' }
    | { readonly kind: 'list'; readonly items: readonly (readonly [id: string, name: string])[] }
  );

/** A CSS custom property. A colour needs one to begin with, because a colour picker cannot be empty. */
export type Property = Described &
  ({ readonly kind: 'text'; readonly example: string } | { readonly kind: 'color'; readonly example: `#${string}` });

export interface ElementDescription {
  readonly tag: 'share-buttons' | 'view-counter' | 'reaction-bar';
  /** Anchor and prefix of ids. Not the tag: content blockers hide what bears such an id. */
  readonly id: string;
  readonly summary: string;
  readonly attributes: readonly Attribute[];
  readonly properties: readonly Property[];
  /** The children that it takes, as rows to edit. */
  readonly children?: readonly (readonly [value: string, label: string, icon: string])[];
}

/** Of every element. */
export const shared: readonly Attribute[] = [
  {
    name: 'page',
    kind: 'text',
    hint: 'What is counted: an address or an id of your own. Applied with Enter, or when you leave the field.',
    standard: 'the canonical URL of this page',
    example: 'article-123',
    settles: true,
    suggestions: ['/', '/berita/kapal-pustaka-singgah-di-dua-puluh-pulau', 'article-123'],
  },
  {
    name: 'endpoint',
    kind: 'text',
    hint: 'The Gaung server of this one element. Applied with Enter, or when you leave the field.',
    standard: 'where the script came from',
    example: 'https://echo.example/',
    settles: true,
  },
  {
    name: 'lang',
    kind: 'choice',
    options: ['en', 'id'],
    hint: 'The language that it speaks.',
    standard: 'the nearest lang around it, here en',
  },
  {
    name: 'dir',
    kind: 'choice',
    options: ['ltr', 'rtl'],
    hint: 'The direction that it is laid out in.',
    standard: 'that of the text around it, here ltr',
  },
];

const accent: Property = {
  name: '--gaung-accent',
  kind: 'color',
  hint: 'What is chosen, done or focused.',
  standard: 'LinkText; this site sets its own blue',
  example: '#b3261e',
};
const line: Property = {
  name: '--gaung-line',
  kind: 'color',
  hint: 'The lines around buttons.',
  standard: 'the colour of the text, at 22 %',
  example: '#8a6d1d',
};
const focus: Property = {
  name: '--gaung-focus',
  kind: 'color',
  hint: 'The ring around what is focused.',
  standard: 'the accent',
  example: '#c2410c',
};
const radius = (standard: string): Property => ({
  name: '--gaung-radius',
  kind: 'text',
  hint: 'How round the corners of a button are.',
  standard,
  example: '6px',
});

export const elements: readonly ElementDescription[] = [
  {
    tag: 'share-buttons',
    id: 'buttons',
    summary: 'A row of real links that share the page. No network is contacted before the reader presses one.',
    attributes: [
      {
        name: 'networks',
        kind: 'list',
        hint: 'Which networks, and in which order. “native” shows only where the browser has a share sheet.',
        standard: 'whatsapp facebook x telegram copy',
        items: [
          ['whatsapp', 'WhatsApp'],
          ['facebook', 'Facebook'],
          ['x', 'X'],
          ['telegram', 'Telegram'],
          ['copy', 'Copy link'],
          ['line', 'LINE'],
          ['email', 'Email'],
          ['native', 'Share sheet'],
          ['bluesky', 'Bluesky'],
          ['threads', 'Threads'],
          ['mastodon', 'Mastodon (asks for a server)'],
          ['reddit', 'Reddit'],
          ['linkedin', 'LinkedIn'],
          ['pinterest', 'Pinterest'],
          ['print', 'Print'],
          ['qr', 'QR code'],
        ],
      },
      {
        name: 'display',
        kind: 'choice',
        options: ['icon', 'label', 'both'],
        hint: 'What a button shows.',
        standard: 'icon',
      },
      {
        name: 'label',
        kind: 'text',
        hint: 'The text above the row.',
        standard: '“Share this story”, in its language',
        example: 'Tell a friend',
        empty: 'Empty: no text in sight',
      },
      {
        name: 'url',
        kind: 'text',
        hint: 'What is shared.',
        standard: 'the canonical URL of this page',
        example: '/berita',
      },
      { name: 'share-title', kind: 'text', hint: 'The title that goes along.', standard: 'the title of this page' },
      {
        name: 'share-text',
        kind: 'text',
        hint: 'A longer text, where one is taken: email and share sheet.',
        standard: 'none',
      },
      {
        name: 'via',
        kind: 'text',
        hint: 'An account to name, where that is usual: X.',
        standard: 'none',
        example: 'lazuardi',
      },
      {
        name: 'hashtags',
        kind: 'text',
        hint: 'With spaces or commas between them, where they are taken: X.',
        standard: 'none',
        example: 'bakau pesisir',
      },
      {
        name: 'image',
        kind: 'text',
        hint: 'The address of a picture, where one is taken: Pinterest.',
        standard: 'og:image of this page',
        example: '/img/estuary.svg',
      },
      {
        name: 'app-id',
        kind: 'text',
        hint: 'The id of this site with the network, where one is needed: Messenger.',
        standard: 'none',
      },
      {
        name: 'campaign',
        kind: 'text',
        hint: 'Parameters for the shared link, or the name of a campaign.',
        standard: 'none',
        example: 'utm_source={network}&utm_medium=share',
      },
      {
        name: 'native',
        kind: 'choice',
        options: ['auto', 'always', 'never'],
        hint: 'The share sheet of the device: where it is named, always, or never.',
        standard: 'auto',
      },
      {
        name: 'max',
        kind: 'choice',
        options: ['2', '3', '4', '5', '6'],
        hint: 'The most that stand in the row; the others are behind one button.',
        standard: 'as many as there is room for',
      },
      { name: 'counts', kind: 'flag', hint: 'Shows how often each network was used.', standard: 'off' },
      {
        name: 'quote',
        kind: 'flag',
        hint: 'Offers to share what a reader selects: try it with the text of this page.',
        standard: 'off',
      },
      { name: 'popup', kind: 'flag', hint: 'Opens networks in a small window instead of a tab.', standard: 'off' },
      {
        name: 'variant',
        kind: 'choice',
        options: ['mono', 'tinted', 'brand'],
        hint: 'The colours of the buttons.',
        standard: 'mono',
      },
      {
        name: 'size',
        kind: 'choice',
        options: ['medium', 'small', 'large'],
        hint: 'How large they are.',
        standard: 'medium',
      },
      {
        name: 'shape',
        kind: 'choice',
        options: ['round', 'rounded', 'square'],
        hint: 'Their corners.',
        standard: 'round',
      },
      {
        name: 'layout',
        kind: 'choice',
        options: ['row', 'column', 'rail'],
        hint: 'How they stand. A rail floats beside the page, where it is wide.',
        standard: 'row',
      },
    ],
    properties: [accent, line, focus, radius('999px')],
  },
  {
    tag: 'view-counter',
    id: 'views',
    summary: 'How often a page was read. It counts this visit once, when the page is really shown.',
    attributes: [
      {
        name: 'format',
        kind: 'choice',
        options: ['long', 'compact', 'number'],
        hint: 'How the number is written: in a sentence, shortened or in full.',
        standard: 'long',
      },
      {
        name: 'readonly',
        kind: 'flag',
        hint: 'Shows the number and counts nothing. A visit already counted stays: turn it on, then change “page”.',
        standard: 'off',
      },
    ],
    properties: [
      {
        name: '--gaung-counter-size',
        kind: 'text',
        hint: 'The room that is kept for the text (the dashed line), so that nothing moves when the number comes.',
        standard: '10em, or 4em in the short formats',
        example: '14em',
      },
    ],
  },
  {
    tag: 'reaction-bar',
    id: 'reactions',
    summary: 'A question with options that a reader can choose, switch and take back.',
    attributes: [
      {
        name: 'label',
        kind: 'text',
        hint: 'The question.',
        standard: '“What do you think of this article?”, in its language',
        example: 'Was this useful?',
        empty: 'Empty: no question in sight',
      },
      {
        name: 'reactions',
        kind: 'text',
        hint: 'Ids of the options, with spaces between them. Any id will do; the five have words and signs of their own.',
        standard: 'love haha wow sad angry',
        example: 'love wow sad',
        suggestions: ['love haha wow sad angry', 'love wow sad', 'yes no'],
      },
      {
        name: 'show',
        kind: 'choice',
        options: ['all', 'leading'],
        hint: 'All options, or on one line only the one chosen most.',
        standard: 'all',
      },
      {
        name: 'multiple',
        kind: 'flag',
        hint: 'A reader may choose several, where the server allows it (GAUNG_MULTIPLE=on). Here they stay on this page.',
        standard: 'off',
      },
      { name: 'readonly', kind: 'flag', hint: 'Shows the counts; nothing can be pressed.', standard: 'off' },
    ],
    children: [
      ['useful', 'Useful', '💡'],
      ['moving', 'Moving', '🥹'],
      ['unclear', 'Unclear', '🤔'],
    ],
    properties: [accent, line, focus, radius('0.75em')],
  },
];
