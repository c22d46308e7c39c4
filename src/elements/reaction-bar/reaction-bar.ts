import type { PropertyValues } from '@lit/reactive-element';
import type { PageState, RefusedInteraction } from '../../store/index.ts';
import { announce, prepareToAnnounce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { Later, onIntent } from '../base/later.ts';
import { fill } from '../base/localization.ts';
import type { Tree } from '../base/tree.ts';
import { oneOf, warnOnce, wholeNumber } from '../base/warn.ts';
import { ReactionEvent } from '../events/reaction-event.ts';
import { narrowness } from './narrowness.ts';
import { PRESETS } from './presets.ts';
import { reactionBarStyles } from './reaction-bar.styles.ts';
import { barOf, type Item, type View } from './reaction-item.ts';
import { optionsOf, type ReactionsInput, type ShownOption, shownOptions } from './reaction-options.ts';
import { tallyOf } from './tally.ts';

/** What follows what a reader does: arrow keys, motion, why something was refused. */
const acts = new Later(() => import('./acts.ts'));
/** What a bar needs that is not asked for as it is by itself. */
const looks = new Later(() => import('./looks.ts'));

/** What {@link looks} find here already. */
const TOOLS = { oneOf, warnOnce, PRESETS };
/** The looks of a bar by itself, in the order in which it is asked for them. */
const PLAIN: readonly unknown[] = ['all', 'medium', 'always', 'emoji', 'never'];
/** So many stand in one row. */
const IN_A_ROW = 6;
/** Counts from here on are written short (`12K`), so that a column keeps its width. */
const COMPACT_FROM = 10_000;
/** An icon that is a picture's address, or looks like one. */
const MAY_BE_ADDRESS = /[/:]/;

/**
 * @tag reaction-bar
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
 * @fires {ReactionEvent} reaction - An option was pressed; cancelable.
 * @fires {GaungErrorEvent} gaungerror - The backend refused, or could not be reached.
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
  static override styles = [baseStyles, reactionBarStyles];

  declare reactions: ReactionsInput;
  declare preset: 'default' | 'sensitive' | null;
  declare label: string | null;
  declare multiple: boolean;
  declare readonly: boolean;
  declare closed: boolean;
  declare show: 'all' | 'leading' | null;
  declare size: 'medium' | 'compact' | 'large' | null;
  declare labels: 'always' | 'hover' | 'never' | null;
  declare icons: 'emoji' | 'svg' | null;
  declare percent: boolean;
  declare hideCountsUntil: 'never' | 'voted' | null;
  declare minCount: number | null;

  protected readonly reports = 'reaction';
  #observer: MutationObserver | undefined;
  /** Why the reader's choice was undone. */
  #refusal = '';
  /** What was said while a choice waits. */
  #said = '';
  #items: readonly Item[] = [];
  /** The numbers that stood there before the last change, and of which page. */
  #before: { readonly page: string | undefined; readonly items: readonly Item[] } | undefined;
  /** The line whose width is watched: it is that of the bar. */
  #line: Element | null | undefined;
  /** Whether {@link looks} were asked for, and whether they may still come. */
  #looks: 'coming' | 'gone' | undefined;

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
    this.#measure();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    onIntent(root, () => this.#prepare());
    root.addEventListener('click', this.#press);
    root.addEventListener('keydown', this.#move);
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const waiting = this.#waiting(this.state);
    if (waiting && waiting !== this.#said) this.#announce(waiting);
    this.#said = waiting;
  }

  protected override updated(): void {
    this.#measure(this.shown?.node.querySelector('#notice')); // Its own: a server's may stand there, too.
    const { mine = [], waiting } = this.#shown ?? {};
    this.toggleState('voted', mine.length > 0);
    this.toggleState('closed', this.closed);
    this.toggleState('waiting', waiting !== undefined);
    const before = this.#before;
    const now = (this.#before = { page: this.pageKey, items: this.#items });
    if (!before || before.page !== now.page) return;
    // Numbers that change while the reader is looking roll; those that only come stand still.
    const isChanged = now.items.some(({ number }, at) => (before.items[at]?.number || number) !== number);
    if (acts.part) acts.part.rollNumbers(this.renderRoot, before.items, now.items);
    else if (isChanged) void acts.get();
  }

  protected override async refused(refused: RefusedInteraction): Promise<void> {
    const { pageKey } = this;
    const part = await acts.get();
    if (pageKey !== this.pageKey) return;
    const { messages } = this.localization;
    this.#refusal = part?.refusalNotice(refused, messages) ?? messages.refused;
    this.#announce(this.#refusal);
    this.requestUpdate();
  }

  protected override pageChanged(): void {
    this.#refusal = '';
  }

  protected override render(): Tree | undefined {
    const { capabilities } = this.store?.adapter ?? {};
    if (capabilities && !capabilities.reactions) return undefined;
    const options = this.#options().filter(({ value }) => capabilities?.reactionIds?.includes(value) ?? true);
    if (options.length === 0) return undefined; // A question without an answer.
    const view = this.#view(options);
    this.#items = view.items;
    let instead: Tree | undefined;
    if (!this.#asksForLooks(options)) this.#looks = undefined;
    else if (looks.part) instead = looks.part.refine(this, view, options, TOOLS);
    else this.#askForLooks(view);
    if (this.#looks === 'coming' && this.show === 'leading') return ['span', { class: 'coming' }, '\u00a0'];
    return instead ?? barOf(view);
  }

  /** What is known, or what was known when the bar was closed. */
  get #shown(): PageState | undefined {
    const { pageKey, state } = this;
    return looks.part ? looks.part.shownBy(this, pageKey, state) : state;
  }

  #options(): ShownOption[] {
    const children = optionsOf(this.children);
    const preset = PRESETS[oneOf('preset', this.preset, ['default', 'sensitive'])];
    return shownOptions(children.length > 0 ? children : this.reactions, preset, this.localization.messages);
  }

  #asksForLooks(options: readonly ShownOption[]): boolean {
    const { show, size, labels, icons, hideCountsUntil, percent, closed } = this;
    return (
      percent ||
      closed ||
      options.length > IN_A_ROW ||
      options.some(({ icon }) => MAY_BE_ADDRESS.test(icon)) ||
      [show, size, labels, icons, hideCountsUntil].some((value, at) => value && value !== PLAIN[at])
    );
  }

  /** The bar is out of sight until they are there, so that it never looks wrong; where they do not come, it is plain. */
  #askForLooks(view: View): void {
    if (!this.#looks) {
      this.#looks = 'coming';
      void looks.get().then(() => {
        this.#looks = 'gone';
        this.requestUpdate();
      });
    }
    if (this.#looks === 'coming') view.classes += ' coming';
  }

  #measure(line?: Element | null): void {
    if (line === this.#line) return;
    if (this.#line) narrowness().unobserve(this.#line);
    if (line) narrowness().observe(line);
    this.#line = line;
  }

  /** A reader is about to act. */
  #prepare(): void {
    void acts.get();
    prepareToAnnounce();
    if (this.#looks !== 'gone' || looks.part) return;
    void looks.get().then(() => this.requestUpdate());
  }

  #view(options: readonly ShownOption[]): View {
    const { localization, closed } = this;
    const { messages, number, plural } = localization;
    const { mine = [], counts, isStale } = this.#shown ?? {};
    const minCount = wholeNumber('min-count', this.minCount);
    const isHiding = this.hideCountsUntil === 'voted' && !closed && mine.length === 0;
    const reactions = isHiding ? undefined : counts?.reactions;
    const ids = options.map(({ value }) => value);
    const tally = tallyOf(ids, reactions, minCount);
    const isStatic = this.readonly || closed;
    const items = options.map(({ value, label, icon }): Item => {
      const count = tally.counts.get(value);
      const isChosen = mine.includes(value);
      const isLeading = tally.leading === value;
      const facts = [
        count !== undefined && plural(messages.reactionCount, count),
        isLeading && messages.leading,
        // A button says by itself whether it is pressed.
        isStatic && isChosen && fill(messages.chosen, { reaction: label }),
      ];
      return {
        ...{ value, label, count, isChosen, isLeading },
        icon: MAY_BE_ADDRESS.test(icon) ? '' : icon,
        number: count === undefined ? '' : number(count, count >= COMPACT_FROM),
        facts: facts.filter((fact) => typeof fact === 'string'),
      };
    });
    return {
      ...{ localization, reactions, minCount, isHiding, isStatic, items },
      lang: this.textLanguage,
      isLocked: mine.length > 0 && this.store?.adapter.capabilities.undo === false,
      classes: this.isLocalizing ? 'localizing' : '',
      columns: '',
      label: this.label ?? messages.reactionLabel,
      told: this.#waiting(this.#shown) || this.#refusal,
      notice: isStale ? messages.lastKnown : '',
    };
  }

  /** What a reader is told whose choice waits; empty where none does. */
  #waiting(state: PageState | undefined): string {
    const { needsConsent, waiting } = this.localization.messages;
    return state?.waiting ? (state.waiting === 'consent' ? needsConsent : waiting) : '';
  }

  #announce(text: string): void {
    announce(text, this.localization.lang);
  }

  readonly #move = (event: Event): void => {
    const root = this.renderRoot as ShadowRoot;
    if (acts.part) acts.part.moveByArrows(event as KeyboardEvent, root);
    else void acts.get().then((part) => part?.moveByArrows(event as KeyboardEvent, root));
  };

  readonly #press = ({ target }: Event): void => {
    const { store, pageKey, localization } = this;
    const button = (target as Element).closest('.option')?.querySelector('button');
    if (!store || !pageKey || !button || button.ariaDisabled === 'true') return;
    const value = button.dataset.reaction!;
    const previous = store.getState(pageKey).mine;
    const isChosen = previous.includes(value);
    const isMultiple = this.multiple && store.adapter.capabilities.multiple;
    // A choice that the bar does not offer any more goes with the next press: the reader cannot see it.
    const others = this.#items.filter((one) => isMultiple && one.value !== value && previous.includes(one.value));
    const reactions = [...others.map((one) => one.value), ...(isChosen ? [] : [value])].toSorted();
    if (!this.dispatchEvent(new ReactionEvent(reactions, previous))) return;
    this.#refusal = '';
    const { chosen, takenBack } = localization.messages;
    const { label } = this.#items.find((one) => one.value === value)!;
    this.#announce(isChosen ? takenBack : fill(chosen, { reaction: label }));
    if (!isChosen) acts.part?.pop(button.querySelector('.icon'));
    store.react(pageKey, reactions);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'reaction-bar': ReactionBar;
  }
}
