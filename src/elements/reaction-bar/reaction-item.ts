import { html, nothing, type TemplateResult } from 'lit';
import type { CountsById, ReactionId } from '../../contract/index.ts';
import type { Localization } from '../base/localization.ts';

/** What is shown of an option. */
export interface Item {
  readonly value: ReactionId;
  readonly label: string;
  /** A text, or what stands for a picture. */
  icon: unknown;
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

const nameOf = (label: string) => (HAS_LONG_WORD.test(label) ? 'name text long' : 'name text');

const iconOf = ({ icon }: Item) =>
  icon ? html`<span part="icon" class="icon" aria-hidden="true">${icon}</span>` : nothing;

/**
 * An option. Texts are set as properties where they can be: as children each has a comment node beside it. The number
 * stands beside the button, so that the button's name stays the same whatever is counted.
 */
function renderItem(item: Item, { isStatic, isLocked, localization }: View): TemplateResult {
  const { value, label, icon, number, facts, isChosen, isLeading } = item;
  const states = `option${isChosen ? ' chosen' : ''}${isLeading ? ' leading' : ''}`;
  const classes = icon ? states : `${states} bare`;
  const about = localization.list(facts);
  if (isStatic) {
    return html`<div part=${states} class=${classes} role="listitem" data-reaction=${value}
        >${iconOf(item)}<span class=${nameOf(label)} .textContent=${label}></span
        ><span part="count" class="count" aria-hidden="true" data-of=${value} .textContent=${number}></span
        ><span class="visually-hidden" id="about-${value}" .textContent=${about}></span></div>`;
  }
  // Most of all that is ever rendered: without a template in the template.
  if (icon && typeof icon === 'string') {
    return html`<div part=${states} class=${classes}
        ><button type="button" data-reaction=${value} aria-pressed=${isChosen} aria-describedby="about-${value}" aria-disabled=${isLocked || nothing}
        ><span part="icon" class="icon" aria-hidden="true" .textContent=${icon}></span><span class=${nameOf(label)} .textContent=${label}></span></button
        ><span part="count" class="count" aria-hidden="true" data-of=${value} .textContent=${number}></span
        ><span hidden id="about-${value}" .textContent=${about}></span></div>`;
  }
  return html`<div part=${states} class=${classes}
        ><button type="button" data-reaction=${value} aria-pressed=${isChosen} aria-describedby="about-${value}" aria-disabled=${isLocked || nothing}
        >${iconOf(item)}<span class=${nameOf(label)} .textContent=${label}></span></button
        ><span part="count" class="count" aria-hidden="true" data-of=${value} .textContent=${number}></span
        ><span hidden id="about-${value}" .textContent=${about}></span></div>`;
}

/** A question, its options under it, and a line for what there is to say. */
export function renderBar(
  view: View,
  onClick: (event: Event) => void,
  onKeydown: (event: KeyboardEvent) => void,
): TemplateResult {
  const { localization, lang, isStatic, isLocked, classes, columns, label, items, told, notice } = view;
  return html`<div
    class="bar upright ${classes}"
    role="group"
    lang=${lang ?? nothing}
    aria-label=${label || localization.messages.reactionLabel}
    aria-describedby="notice"
    @click=${onClick}
    @keydown=${onKeydown}
    >${label ? html`<p part="label" class="label text" .textContent=${label}></p>` : nothing}<div
      class="options ${isStatic ? '' : isLocked ? 'pressable' : 'pressable free'} ${columns}"
      role=${isStatic ? 'list' : nothing}
      >${items.map((item) => renderItem(item, view))}</div
    ><p id="notice" class="notice text" .textContent=${told || notice}></p
  ></div>`;
}
