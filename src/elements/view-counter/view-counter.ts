import type { PropertyValues } from '@lit/reactive-element';
import { baseStyles } from '../base/base.styles.ts';
import { GaungElement } from '../base/gaung-element.ts';
import type { Tree } from '../base/tree.ts';
import { oneOf } from '../base/warn.ts';
import { ViewEvent } from '../events/view-event.ts';
import { viewCounterStyles } from './view-counter.styles.ts';

const FORMATS = ['long', 'compact', 'number'] as const;

/**
 * @tag view-counter
 * @summary How often a page was read; counts this page load as a view, once it is really shown.
 *
 * @attr readonly - Shows the number and counts nothing.
 * @attr format - `long` (Read 1,206 times), `compact` (1.2K) or `number` (1,206).
 * @fires {ViewEvent} view - This page load made a view.
 * @fires {GaungErrorEvent} gaungerror - The backend refused, or could not be reached.
 * @csspart text - The text with the number.
 * @cssstate stale - The number is the last known one: the backend cannot be reached.
 * @cssproperty --gaung-counter-size - Room that is kept for the text.
 */
export class ViewCounter extends GaungElement {
  static override properties = {
    readonly: { type: Boolean },
    format: {},
  };
  static override styles = [baseStyles, viewCounterStyles];

  declare readonly: boolean;
  declare format: 'long' | 'compact' | 'number' | null;

  protected readonly reports = 'view';

  /** Registers the element, as `<view-counter>` unless another tag is given. */
  static override define(tag = 'view-counter', registry?: CustomElementRegistry): void {
    super.define(tag, registry);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Asked each time: a store makes one view of a page, and `readonly` may have been taken away.
    const { store, pageKey } = this;
    if (!this.readonly && store && pageKey && store.view(pageKey)) this.dispatchEvent(new ViewEvent(pageKey));
  }

  protected override render(): Tree | undefined {
    const { capabilities } = this.store?.adapter ?? {};
    if (capabilities && !capabilities.views) return undefined;
    const format = oneOf('format', this.format, FORMATS);
    const { counts, isStale } = this.state ?? {};
    const { messages, number, plural } = this.localization;
    const views = counts?.views;
    // A number that nobody knows is not shown at all, never as 0; the space keeps its line as high as it will be.
    const text =
      views === undefined
        ? '\u00a0'
        : format === 'long'
          ? plural(messages.views, views)
          : number(views, format === 'compact');
    const classes = `text ${format} ${this.isLocalizing ? 'localizing' : ''}`;
    const remark = isStale ? messages.lastKnownViews : undefined;
    return [
      'span',
      { part: 'text', class: classes, lang: this.textLanguage, title: remark },
      text,
      remark && ['span', { class: 'visually-hidden' }, ` (${remark})`],
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'view-counter': ViewCounter;
  }
}
