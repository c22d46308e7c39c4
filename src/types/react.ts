/**
 * Types of the tags in JSX of React 19: `import 'gaung/types/react'`, once in a project. React sets what an
 * element has as a property, and listens to `onreaction` by the event's own name.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Tags } from './elements.ts';

type Handlers<Events> = {
  [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined;
};

/** What a tag takes in JSX. */
export type GaungProps<Tag extends keyof Tags> = Tags[Tag]['attributes'] &
  Handlers<Tags[Tag]['events']> &
  Omit<
    DetailedHTMLProps<HTMLAttributes<Tags[Tag]['element']>, Tags[Tag]['element']>,
    keyof Tags[Tag]['attributes'] | keyof Handlers<Tags[Tag]['events']>
  >;

/** All tags with what they take. */
export type GaungIntrinsicElements = { [Tag in keyof Tags]: GaungProps<Tag> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends GaungIntrinsicElements {}
  }
}
