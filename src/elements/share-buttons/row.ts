import type { NetworkId } from '../../contract/index.ts';
import type { LinkNetwork } from '../../networks/network.ts';
import { Later } from '../base/later.ts';
import type { Localization } from '../base/localization.ts';
import type { RowFitter } from './fit.ts';
import type { MoreList } from './overflow.ts';
import { leaveRoom, watchRoom } from './room.ts';
import { type Display, type Item, isLink, nameOf, type ShownItem, showItem } from './share-item.ts';

/** What is longer than its room, or than `max` allows, comes with a list. */
const overflow = new Later(() => import('./overflow.ts'));

/** What is to be seen of a row. */
export interface RowView {
  readonly items: readonly Item[];
  readonly localization: Localization;
  readonly display: Display;
  /** The most items that may stand in it. */
  readonly most: number;
  /** Whether it stays on one line, and has a list of what has no room. */
  readonly isLine: boolean;
  readonly hrefOf: (network: LinkNetwork) => string;
  /** What more there is to an item. Returns whether that made it wider or narrower. */
  readonly adorn: (item: ShownItem, id: NetworkId) => boolean;
}

/** The items of an element: in the row, and in the list of what has no room there. */
export class Row {
  readonly #root: ShadowRoot;
  readonly #row: HTMLElement;
  readonly #changed: () => void;
  #view: RowView | undefined;
  #shown = new Map<NetworkId, ShownItem>();
  /** How many items there is room for; undefined until that was measured, and where all have room. */
  #fitting: number | undefined;
  #fitter: RowFitter | undefined;
  #list: MoreList | undefined;
  /** Whether all items are shown, because what would put some into a list did not arrive. */
  #isWhole = false;

  /** @param changed Called when the row is to be shown again. */
  constructor(root: ShadowRoot, changed: () => void) {
    this.#root = root;
    this.#row = root.querySelector<HTMLElement>('.row')!;
    this.#changed = changed;
  }

  shown(id: NetworkId): ShownItem | undefined {
    return this.#shown.get(id);
  }

  /** The button of the list, where that is open. */
  get opener(): HTMLElement | undefined {
    return this.#list?.isOpen ? this.#list.button : undefined;
  }

  closeList(): void {
    this.#list?.close();
  }

  /** What items show has changed in all of them: how wide those are in the list is not known any more. */
  forget(): void {
    this.#fitter?.forget();
  }

  /** Measures the row when it is laid out, and from now on when its room changes. */
  watch(): void {
    watchRoom(this.#row, this.#measure);
  }

  leave(): void {
    leaveRoom(this.#row);
  }

  /** What did not arrive is asked for again. */
  retry(): void {
    if (!this.#isWhole) return;
    this.#isWhole = false;
    this.#changed();
  }

  /** Shows items. What is there already stays the same element, with its focus. */
  show(view: RowView): void {
    const { items, localization, display, most, hrefOf, adorn } = view;
    const { messages } = localization;
    this.#view = view;
    let isOther = false;
    let room = Math.min(this.#fitting ?? items.length, most);
    const part = room < items.length || this.#list ? this.#overflow() : undefined;
    if (this.#isWhole) room = items.length;
    const before = this.#shown;
    this.#shown = new Map();
    for (const [index, item] of items.entries()) {
      const { id, network } = item;
      const href = isLink(network) ? hrefOf(network) : undefined;
      const old = before.get(id);
      const look = old?.look;
      const one = showItem(item, { messages, href, display: index < room ? display : 'both' }, old);
      this.#shown.set(id, one);
      if (adorn(one, id) || one !== old || one.look !== look) isOther = true;
    }
    for (const [id, { node }] of before) if (this.#shown.get(id)?.node !== node) node.remove();
    const nodes = Array.from(this.#shown.values(), ({ node }) => node);
    const listed = part ? items.slice(room) : [];
    if (part && listed.length > 0) this.#list ??= new part.MoreList(this.#root);
    this.#list?.show(
      listed.map((item, index) => ({ node: nodes[room + index]!, name: nameOf(item, messages) })),
      messages,
    );
    nodes.length = Math.min(nodes.length, room);
    if (listed.length > 0) nodes.push(this.#list!.button);
    let next = this.#row.firstChild;
    for (const node of nodes) {
      if (node === next) next = next.nextSibling;
      else this.#row.insertBefore(node, next);
    }
    this.#row.classList.toggle('whole', this.#isWhole);
    if (isOther || before.size !== this.#shown.size) this.watch();
  }

  /** The part with the list. Where it does not arrive, the row wraps and shows all. */
  #overflow() {
    if (!this.#isWhole && !overflow.part) {
      void overflow.get().then((part) => {
        if (part) this.watch();
        else this.#isWhole = true;
        this.#changed();
      });
    }
    return this.#isWhole ? undefined : overflow.part;
  }

  readonly #measure = (): (() => void) | undefined => {
    const row = this.#row;
    const { items, most, isLine } = this.#view!;
    if (!isLine || this.#isWhole) return () => this.#fit(undefined, false);
    const isTight = row.scrollWidth > row.clientWidth || row.scrollHeight > row.clientHeight;
    if (!isTight && this.#fitting === undefined) return undefined;
    if (!overflow.part) {
      return () => {
        row.classList.add('tight');
        this.#overflow();
      };
    }
    this.#fitter ??= new overflow.part.RowFitter();
    const ids = items.map(({ id }) => id);
    const fitting = this.#fitter.fitting({ row, ids, most });
    return () => this.#fit(fitting === ids.length ? undefined : fitting, fitting === undefined);
  };

  /** @param isUnknown Whether all are shown only to be measured: still on one line, for a frame. */
  #fit(fitting: number | undefined, isUnknown: boolean): void {
    this.#row.classList.toggle('tight', isUnknown);
    if (fitting === this.#fitting) return;
    this.#fitting = fitting;
    if (isUnknown) this.watch();
    this.#changed();
  }
}
