/** Types of the tags in JSX of Preact: `import 'gaung/types/preact'`, once in a project. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { Tags } from './elements.ts';

type Handlers<Events> = {
  [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined;
};

/** What a tag takes in JSX. */
export type GaungProps<Tag extends keyof Tags> = Tags[Tag]['attributes'] &
  Handlers<Tags[Tag]['events']> &
  Omit<
    HTMLAttributes<Tags[Tag]['element']> & ClassAttributes<Tags[Tag]['element']>,
    keyof Tags[Tag]['attributes'] | keyof Handlers<Tags[Tag]['events']>
  >;

/** All tags with what they take. */
export type GaungIntrinsicElements = { [Tag in keyof Tags]: GaungProps<Tag> };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends GaungIntrinsicElements {}
  }
}
