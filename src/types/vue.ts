/**
 * Types of the tags in templates of Vue: `import 'gaung/types/vue'`, once in a project. Vue reads
 * `share-title` as `shareTitle` where it checks types, so that each attribute has both names.
 */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { Tags } from './elements.ts';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
type Props<Attributes> = Attributes & { [Name in keyof Attributes & string as Camel<Name>]?: Attributes[Name] };
type Handlers<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Name>}`]?: ((event: Events[Name]) => void) | undefined;
};

/** What a tag takes in a template. */
export type GaungProps<Tag extends keyof Tags> = Props<Tags[Tag]['attributes']> &
  Handlers<Tags[Tag]['events']> &
  Omit<HTMLAttributes, keyof Tags[Tag]['attributes'] | keyof Handlers<Tags[Tag]['events']>> &
  PublicProps;

/** A tag, as Vue has a component. */
export type GaungComponent<Tag extends keyof Tags> = new () => Tags[Tag]['element'] & { $props: GaungProps<Tag> };

/** All tags. */
export type GaungComponents = { [Tag in keyof Tags]: GaungComponent<Tag> };

declare module 'vue' {
  interface GlobalComponents extends GaungComponents {}
}
