/** How the playground's forms describe what an element takes. */
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
