import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ReactionId } from '../../contract/index.ts';
import type { PageState, RefusedInteraction } from '../../store/index.ts';
import { announce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { fill } from '../base/localization.ts';
import { oneOf, wholeNumber } from '../base/warn.ts';
import { ReactionEvent } from '../events/reaction-event.ts';
import { moveByArrows } from './arrow-keys.ts';
import { loadPictures } from './icon-packs.ts';
import { LabelDismissal } from './label-dismissal.ts';
import { pop, roll } from './motion.ts';
import { refusalNotice, waitingNotice } from './notices.ts';
import { PRESETS } from './presets.ts';
import { reactionBarStyles } from './reaction-bar.styles.ts';
import { type ItemView, numberOf, renderItem, renderLeading } from './reaction-item.ts';
import { reactionLooks } from './reaction-looks.styles.ts';
import { optionsOf, type ReactionsInput, type ShownOption, shownOptions } from './reaction-options.ts';
import { NO_TALLY, type Tally, tallyOf } from './tally.ts';

const VALUES = {
  show: ['all', 'leading'],
  preset: ['default', 'sensitive'],
  size: ['medium', 'compact', 'large'],
  icons: ['emoji', 'svg'],
} as const;
const LABELS = ['always', 'hover', 'never'] as const;
const UNTIL = ['never', 'voted'] as const;
/** So many stand in one row; more are spread over two or three rows of the same length. */
const IN_A_ROW = 6;

/**
 * @summary A question with options that a reader can choose, switch and take back.
 *
 * @attr reactions - Ids of the options, separated by spaces; default: those of the preset.
 * @attr preset - `default` (love haha wow sad angry) or `sensitive` (support respect sad mourn hope), for grave stories.
 * @attr label - The question; empty to hide it from sight. A compact bar shows one only where it is given.
 * @attr multiple - A reader may choose more than one, where the backend allows it.
 * @attr readonly - Shows the counts; nothing can be pressed.
 * @attr closed - Nothing can be pressed any more, and what is shown stays as it was when the bar was closed.
 * @attr show - `all` options, or with `leading` only the one most chosen, on one line, not to be pressed.
 * @attr size - `compact` (one line, for lists), `medium` or `large`.
 * @attr labels - The names of the options: `always`, on `hover` (and focus; always where nothing can hover), or `never`
 *   in sight; default: `always`, in a compact bar `hover`.
 * @attr icons - `emoji` (the reader's own), or `svg` for pictures that look the same everywhere.
 * @attr percent - Shows each option's share of all choices, and their total, rather than counts.
 * @attr hide-counts-until - `voted`: the counts are shown once this reader has chosen (or the bar is closed).
 * @attr min-count - Counts below it are not shown; of percentages, the total.
 * @fires reaction - An option was pressed; cancelable.
 * @fires gaungerror - The backend refused, or could not be reached.
 * @csspart label - The question.
 * @csspart option - An option; also `chosen` where it is this reader's, `leading` where it is chosen most.
 * @csspart icon - The emoji or picture of an option.
 * @csspart count - The number of an option.
 * @cssstate voted - This reader has chosen.
 * @cssstate closed - Nothing can be chosen any more.
 * @cssstate waiting - A choice could not be sent yet.
 * @cssstate stale - The numbers are the last known ones: the backend cannot be reached.
 * @cssproperty --gaung-accent - Colour of what is chosen and focused; default: the scheme's link colour.
 * @cssproperty --gaung-line - Colour of borders.
 * @cssproperty --gaung-focus - Colour of the focus ring; default: the accent.
 * @cssproperty --gaung-radius - Roundness of the options.
 * @cssproperty --gaung-reaction-radius - The same for this element alone.
 * @cssproperty --gaung-reaction-icon - Size of the emoji or pictures.
 */
export class ReactionBar extends GaungElement {
  static override properties = {
    reactions: {},
    preset: {},
    label: {},
    multiple: { type: Boolean },
    readonly: { type: Boolean },
    closed: { type: Boolean },
    show: {},
    size: {},
    labels: {},
    icons: {},
    percent: { type: Boolean },
    hideCountsUntil: { attribute: 'hide-counts-until' },
    minCount: { attribute: 'min-count', type: Number },
  };
  static override styles = [baseStyles, reactionBarStyles, reactionLooks];

  declare reactions: ReactionsInput;
  declare preset: (typeof VALUES.preset)[number] | null;
  declare label: string | null;
  declare multiple: boolean;
  declare readonly: boolean;
  declare closed: boolean;
  declare show: (typeof VALUES.show)[number] | null;
  declare size: (typeof VALUES.size)[number] | null;
  declare labels: (typeof LABELS)[number] | null;
  declare icons: (typeof VALUES.icons)[number] | null;
  declare percent: boolean;
  declare hideCountsUntil: (typeof UNTIL)[number] | null;
  declare minCount: number | null;

  protected readonly reports = 'reaction';
  #observer: MutationObserver | undefined;
  readonly #dismissal = new LabelDismissal();
  /** What the reader is told below the options. */
  #notice = '';
  #said = '';
  /** What is shown since the bar was closed, and of which page. */
  #frozen: { readonly page: string; readonly state: PageState } | undefined;
  /** The numbers that stand there, to tell which of them change. */
  #before: { readonly page: string | undefined; readonly tally: Tally } = { page: undefined, tally: NO_TALLY };
  #view: ItemView | undefined;

  /** Registers the element, as `<reaction-bar>` unless another tag is given. */
  static override define(tag = 'reaction-bar', registry?: CustomElementRegistry): void {
    super.define(tag, registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer ??= new MutationObserver(() => this.requestUpdate());
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#dismissal.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#freeze();
    const { messages, lang } = this.localization;
    const waiting = waitingNotice(this.state, messages);
    if (waiting && waiting !== this.#said) announce(waiting, lang);
    this.#said = waiting;
  }

  protected override updated(): void {
    this.#rollNumbers();
    const { mine = [], waiting } = this.#shown ?? {};
    this.toggleState('voted', mine.length > 0);
    this.toggleState('closed', this.closed);
    this.toggleState('waiting', waiting !== undefined);
  }

  protected override refused(refused: RefusedInteraction): void {
    const { messages, lang } = this.localization;
    this.#notice = refusalNotice(refused, messages);
    announce(this.#notice, lang);
  }

  protected override pageChanged(): void {
    this.#notice = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { capabilities } = this.store?.adapter ?? {};
    if (capabilities && !capabilities.reactions) return nothing;
    const options = this.#options().filter(({ value }) => capabilities?.reactionIds?.includes(value) ?? true);
    const view = this.#viewOf(options);
    this.#view = view;
    if (oneOf('show', this.show, VALUES.show) === 'leading') return renderLeading(options, view);
    const { messages } = this.localization;
    const isCompact = oneOf('size', this.size, VALUES.size) === 'compact';
    const label = this.label ?? (isCompact ? '' : messages.reactionLabel);
    const isMany = options.length > IN_A_ROW;
    return html`
      <div
        class="bar upright labels-${this.#labels(isCompact)} ${this.isLocalizing ? 'localizing' : ''}"
        role="group"
        lang=${this.textLanguage ?? nothing}
        aria-label=${label || messages.reactionLabel}
        aria-describedby="notice"
        @keydown=${this.#onKeydown}
        @pointerover=${this.#dismissal}
        @pointerleave=${this.#dismissal}
        @focusin=${this.#dismissal}
      >
        ${label ? html`<p part="label" class="label text">${label}</p>` : nothing}
        <div class="options ${isMany ? `many columns-${Math.ceil(options.length / 2)}` : ''}" role=${view.isStatic ? 'list' : nothing}>
          ${options.map((option) => renderItem(option, view))}
        </div>
        <p id="notice" class="notice text">${this.#noticeOf(view)}</p>
      </div>
    `;
  }

  /** What is known, or what was known when the bar was closed. */
  get #shown(): PageState | undefined {
    return this.#frozen?.state ?? this.state;
  }

  #freeze(): void {
    const { state, pageKey } = this;
    if (!this.closed || this.#frozen?.page !== pageKey) this.#frozen = undefined;
    if (this.closed && !this.#frozen && pageKey && state?.counts) this.#frozen = { page: pageKey, state };
  }

  #options(): ShownOption[] {
    const children = optionsOf(this.children);
    const preset = PRESETS[oneOf('preset', this.preset, VALUES.preset)];
    return shownOptions(children.length > 0 ? children : this.reactions, preset, this.localization.messages);
  }

  #labels(isCompact: boolean): (typeof LABELS)[number] {
    return this.labels || !isCompact ? oneOf('labels', this.labels, LABELS) : 'hover';
  }

  /** Whether the counts are kept from a reader who has not chosen yet. */
  get #isHidingCounts(): boolean {
    if (oneOf('hide-counts-until', this.hideCountsUntil, UNTIL) !== 'voted' || this.closed) return false;
    return (this.#shown?.mine.length ?? 0) === 0;
  }

  #viewOf(options: readonly ShownOption[]): ItemView {
    const ids = options.map(({ value }) => value);
    const { mine = [], counts } = this.#shown ?? {};
    const minCount = wholeNumber('min-count', this.minCount);
    return {
      localization: this.localization,
      tally: this.#isHidingCounts ? NO_TALLY : tallyOf(ids, counts?.reactions, minCount),
      mine,
      icons: this.#icons(ids),
      isPercent: this.percent,
      isStatic: this.readonly || this.closed,
      isLocked: mine.length > 0 && this.store?.adapter.capabilities.undo === false,
      onPress: (option) => this.#press(option, options),
    };
  }

  #icons(ids: readonly ReactionId[]): ItemView['icons'] {
    if (oneOf('icons', this.icons, VALUES.icons) === 'emoji') return 'emoji';
    const coming = loadPictures(ids);
    void coming?.then(() => this.requestUpdate());
    return coming ? 'coming' : 'svg';
  }

  #noticeOf({ tally, isPercent }: ItemView): string {
    const { messages, plural } = this.localization;
    const notice = waitingNotice(this.#shown, messages) || this.#notice;
    if (notice) return notice;
    if (this.closed) return messages.closed;
    if (this.#isHidingCounts) return messages.countsHidden;
    if (this.#shown?.isStale) return messages.lastKnown;
    return isPercent && tally.total !== undefined ? plural(messages.reactionTotal, tally.total) : '';
  }

  /** Rolls the numbers that changed while the reader was looking; those that only came stand still. */
  #rollNumbers(): void {
    const view = this.#view;
    if (!view) return;
    const { page, tally } = this.#before;
    this.#before = { page: this.pageKey, tally: view.tally };
    if (page !== this.pageKey) return;
    for (const [id, count] of view.tally.counts) {
      const earlier = tally.counts.get(id);
      if (earlier === undefined || earlier === count) continue;
      const before = numberOf(id, { ...view, tally });
      const element = this.renderRoot.querySelector<HTMLElement>(`.count[data-of="${id}"]`);
      if (element && before !== numberOf(id, view)) roll(element, before, count > earlier);
    }
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    moveByArrows(event, [...this.renderRoot.querySelectorAll('button')]);
  };

  #press({ value, label }: ShownOption, options: readonly ShownOption[]): void {
    const { store, pageKey } = this;
    if (!store || !pageKey) return;
    const previous = store.getState(pageKey).mine;
    const isChosen = previous.includes(value);
    const isMultiple = this.multiple && store.adapter.capabilities.multiple;
    // A choice that the bar does not offer any more goes with the next press: the reader cannot see it.
    const others = options.filter((one) => isMultiple && one.value !== value && previous.includes(one.value));
    const reactions = [...others.map((one) => one.value), ...(isChosen ? [] : [value])].toSorted();
    if (!this.dispatchEvent(new ReactionEvent(reactions, previous))) return;
    this.#notice = '';
    const { messages, lang } = this.localization;
    announce(isChosen ? messages.takenBack : fill(messages.chosen, { reaction: label }), lang);
    if (!isChosen) pop(this.renderRoot.querySelector(`[data-reaction="${value}"] .icon`));
    store.react(pageKey, reactions);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reaction-bar': ReactionBar;
  }
}
