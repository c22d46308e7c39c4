import type { CountsById, ReactionId } from '../../contract/index.ts';
import type { Localization } from '../base/localization.ts';
import type { Part, Tree } from '../base/tree.ts';

/** What is shown of an option. */
export interface Item {
  readonly value: ReactionId;
  readonly label: string;
  /** A text, or a picture. */
  icon: Part;
  /** How many readers chose it, where that is known and to be seen. */
  readonly count: number | undefined;
  /** The number beside it, as it is seen. */
  number: string;
  /** All that is known of it, for screen readers. */
  readonly facts: string[];
  /** Whether this reader chose it. */
  readonly isChosen: boolean;
  readonly isLeading: boolean;
}

/** What is shown of a bar. Its fields may be changed until it is rendered. */
export interface View {
  readonly localization: Localization;
  /** The language of its texts, where that is not the page's own. */
  readonly lang: string | undefined;
  /** What is known of the reactions, where it is to be seen, and from where on. */
  readonly reactions: CountsById | undefined;
  readonly minCount: number;
  /** Whether the counts are kept from a reader who has not chosen yet. */
  readonly isHiding: boolean;
  /** Whether nothing can be pressed. */
  readonly isStatic: boolean;
  /** Whether a choice cannot be changed any more. */
  readonly isLocked: boolean;
  /** Names of the looks of the whole. */
  classes: string;
  /** The same of what holds the options. */
  columns: string;
  /** The question; empty where there is none to be seen. */
  label: string;
  readonly items: readonly Item[];
  /** What the reader is told of their choice, below the options. */
  readonly told: string;
  /** What is said there otherwise. */
  notice: string;
}

/** Longer than a fifth of a phone's width has room for. */
const HAS_LONG_WORD = /\S{7}/;

/**
 * An option. The number stands beside the button, so that the button's name stays the same whatever is counted; what is
 * said of it is hidden rather than clipped, where a button refers to it: that has no layer of its own.
 */
function optionOf(item: Item, { isStatic, isLocked, localization }: View): Tree {
  const { value, label, icon, number, facts, isChosen, isLeading } = item;
  const states = `option${isChosen ? ' chosen' : ''}${isLeading ? ' leading' : ''}`;
  const id = `about-${value}`;
  const about = localization.list(facts);
  const content: readonly Part[] = [
    icon && ['span', { part: 'icon', class: 'icon', 'aria-hidden': 'true' }, icon],
    ['span', { class: HAS_LONG_WORD.test(label) ? 'name text long' : 'name text' }, label],
  ];
  // Each part has its place whether the option is a button or not: what is the number stays it, with what rolls over it.
  return [
    'div',
    {
      part: states,
      class: icon ? states : `${states} bare`,
      role: isStatic && 'listitem',
      'data-reaction': isStatic && value,
    },
    !isStatic && [
      'button',
      {
        type: 'button',
        'data-reaction': value,
        'aria-pressed': String(isChosen),
        'aria-describedby': id,
        'aria-disabled': isLocked && 'true',
      },
      ...content,
    ],
    ...content.map((part) => isStatic && part),
    ['span', { part: 'count', class: 'count', 'aria-hidden': 'true', 'data-of': value }, number],
    ['span', { id, class: isStatic && 'visually-hidden', hidden: !isStatic && '' }, about],
  ];
}

/** A question, its options under it, and a line for what there is to say. */
export function barOf(view: View): Tree {
  const { localization, lang, isStatic, isLocked, classes, columns, label, items, told, notice } = view;
  const pressable = isStatic ? '' : isLocked ? 'pressable' : 'pressable free';
  return [
    'div',
    {
      class: `bar upright ${classes}`,
      role: 'group',
      lang,
      'aria-label': label || localization.messages.reactionLabel,
      'aria-describedby': 'notice',
    },
    label && ['p', { part: 'label', class: 'label text' }, label],
    [
      'div',
      { class: `options ${pressable} ${columns}`, role: isStatic && 'list' },
      ...items.map((item) => optionOf(item, view)),
    ],
    ['p', { id: 'notice', class: 'notice text' }, told || notice],
  ];
}
