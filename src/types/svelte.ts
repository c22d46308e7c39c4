/** Types of the tags in Svelte 5: `import 'gaung/types/svelte'`, once in a project. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Tags } from './elements.ts';

type Handlers<Events> = {
  [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined;
};

/** What a tag takes in a template. */
export type GaungProps<Tag extends keyof Tags> = Tags[Tag]['attributes'] &
  Handlers<Tags[Tag]['events']> &
  Omit<HTMLAttributes<Tags[Tag]['element']>, keyof Tags[Tag]['attributes'] | keyof Handlers<Tags[Tag]['events']>>;

/** All tags with what they take. */
export type GaungIntrinsicElements = { [Tag in keyof Tags]: GaungProps<Tag> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends GaungIntrinsicElements {}
}
