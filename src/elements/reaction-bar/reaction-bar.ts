import { html, nothing, type TemplateResult } from 'lit';
import type { ReactionId } from '../../contract/index.ts';
import type { RefusedInteraction } from '../../store/index.ts';
import { announce } from '../base/announcer.ts';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import { fill } from '../base/localization.ts';
import { oneOf } from '../base/warn.ts';
import { ReactionEvent } from '../events/reaction-event.ts';
import { reactionBarStyles } from './reaction-bar.styles.ts';
import { optionsOf, type ReactionsInput, type ShownOption, shownOptions } from './reaction-options.ts';

const SHOWS = ['all', 'leading'] as const;
/** Counts from here on are written short (`12K`), so that a column keeps its width. */
const COMPACT_FROM = 10_000;

/**
 * @summary A question with options that a reader can choose, switch and take back.
 *
 * @attr reactions - Ids of the options, separated by spaces; default: love haha wow sad angry.
 * @attr label - The question; empty to hide it from sight.
 * @attr multiple - A reader may choose more than one, where the backend allows it.
 * @attr readonly - Shows the counts; nothing can be pressed.
 * @attr show - `all` options, or with `leading` only the one most chosen, on one line, not to be pressed.
 * @fires reaction - An option was pressed; cancelable.
 * @fires gaungerror - The backend refused, or could not be reached.
 * @csspart label - The question.
 * @csspart option - An option.
 * @cssproperty --gaung-accent - Colour of what is chosen and focused; default: the scheme's link colour.
 * @cssproperty --gaung-line - Colour of borders.
 * @cssproperty --gaung-focus - Colour of the focus ring; default: the accent.
 * @cssproperty --gaung-radius - Roundness of the options.
 */
export class ReactionBar extends GaungElement {
  static override properties = {
    reactions: {},
    label: {},
    multiple: { type: Boolean },
    readonly: { type: Boolean },
    show: {},
  };
  static override styles = [baseStyles, reactionBarStyles];

  declare reactions: ReactionsInput;
  declare label: string | null;
  declare multiple: boolean;
  declare readonly: boolean;
  declare show: (typeof SHOWS)[number] | null;

  protected readonly reports = 'reaction';
  #observer: MutationObserver | undefined;
  /** What the reader is told below the options. */
  #notice = '';

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
  }

  protected override refused({ code }: RefusedInteraction): void {
    this.#notice = code === 'unconfirmed' ? this.localization.messages.unconfirmed : this.localization.messages.refused;
    announce(this.#notice, this.localization.lang);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { capabilities } = this.store?.adapter ?? {};
    if (capabilities && !capabilities.reactions) return nothing;
    const children = optionsOf(this.children);
    const options = shownOptions(children.length > 0 ? children : this.reactions, this.localization.messages).filter(
      ({ value }) => capabilities?.reactionIds?.includes(value) ?? true,
    );
    if (oneOf('show', this.show, SHOWS) === 'leading') return this.#renderLeading(options);
    const { messages } = this.localization;
    const label = this.label ?? messages.reactionLabel;
    const notice = this.state?.waiting ? messages.waiting : this.#notice;
    return html`
      <div class=${this.isLocalizing ? 'localizing' : ''} role="group" aria-label=${label || messages.reactionLabel}>
        ${label ? html`<p part="label" class="label text">${label}</p>` : nothing}
        <div class="options" role=${this.readonly ? 'list' : nothing}>
          ${options.map((option) => this.#renderOption(option, options))}
        </div>
        <p class="notice">${notice}</p>
      </div>
    `;
  }

  /** The count stands beside the button, so that the button's name stays the same whatever is counted. */
  #renderOption(option: ShownOption, options: readonly ShownOption[]) {
    const { value, label, icon } = option;
    const count = this.#count(value);
    const shown = count === undefined ? '' : this.#number(count);
    const face = html`<span class="icon" aria-hidden="true">${icon}</span><span class="name text">${label}</span>`;
    return html`<div
      part="option"
      class="option"
      role=${this.readonly ? 'listitem' : nothing}
      data-reaction=${this.readonly ? value : nothing}
    >
      ${this.readonly ? face : this.#renderButton(option, options, face)}
      <span class="count" aria-hidden="true">${shown}</span>
      <span class="visually-hidden" id="count-${value}">${count === undefined ? '' : this.#readers(count)}</span>
    </div>`;
  }

  #renderButton(option: ShownOption, options: readonly ShownOption[], face: TemplateResult) {
    const mine = this.state?.mine ?? [];
    const isLocked = mine.length > 0 && this.store?.adapter.capabilities.undo === false;
    return html`<button
      type="button"
      data-reaction=${option.value}
      aria-pressed=${mine.includes(option.value)}
      aria-describedby="count-${option.value}"
      aria-disabled=${isLocked || nothing}
      @click=${isLocked ? nothing : () => this.#press(option, options)}
    >
      ${face}
    </button>`;
  }

  #renderLeading(options: readonly ShownOption[]) {
    const [leading] = options
      .map((option) => ({ ...option, count: this.#count(option.value) ?? 0 }))
      .toSorted((a, b) => b.count - a.count);
    if (!leading?.count) return html`<span class="leading">\u00a0</span>`;
    return html`<span class="leading" data-reaction=${leading.value}>
      <span class="icon" aria-hidden="true">${leading.icon || leading.label}</span>
      <span class="count" aria-hidden="true">${this.#number(leading.count)}</span>
      <span class="visually-hidden">${leading.label}: ${this.#readers(leading.count)}</span>
    </span>`;
  }

  #count(value: ReactionId): number | undefined {
    const reactions = this.state?.counts?.reactions;
    return reactions && (Object.hasOwn(reactions, value) ? reactions[value] : 0);
  }

  #number(count: number): string {
    return this.localization.number(count, count >= COMPACT_FROM);
  }

  #readers(count: number): string {
    return this.localization.plural(this.localization.messages.reactionCount, count);
  }

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
    announce(
      isChosen ? this.localization.messages.takenBack : fill(this.localization.messages.chosen, { reaction: label }),
      this.localization.lang,
    );
    store.react(pageKey, reactions);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reaction-bar': ReactionBar;
  }
}
