import {
  checkInteraction,
  type Interaction,
  isRefusalCode,
  type PageCounts,
  type PageKey,
  parsePageCounts,
} from '../contract/index.ts';
import type { Channel, Environment } from './environment.ts';
import type { RefusedInteraction } from './page-state.ts';

/** What became of interactions, as the tab that sent them tells the others. */
export interface Settled {
  readonly applied: readonly Interaction[];
  readonly refused: readonly RefusedInteraction[];
  readonly counts: ReadonlyMap<PageKey, PageCounts>;
}

/** What the tabs of a browser tell each other. */
export interface News {
  /** The reader did something, and it is kept. */
  did(interaction: Interaction): void;
  /** These can no longer matter, and were not sent. */
  folded(interactions: readonly Interaction[]): void;
  /** The backend has answered. */
  settled(settled: Settled): void;
  /** Whether the tab whose turn it is to send fails to. */
  failing(isFailing: boolean): void;
  /** Pages that a tab, named by a number of its own, wants to have live. */
  watching(tab: number, pages: readonly PageKey[]): void;
  /** Whoever wants pages live should say so: the tab that can get them has come, or looks who is left. */
  asked(): void;
  /** Counts that came by themselves. */
  counts(counts: ReadonlyMap<PageKey, PageCounts>): void;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * Tells the other tabs what is new here, and this one what is new there. Another tab may run another version: what is
 * not understood is passed over, and nothing is believed that would not be believed of a backend.
 */
export class Tabs implements News {
  readonly #environment: Environment;
  readonly #name: string;
  readonly #news: News;
  #channel: Channel | undefined;

  constructor(environment: Environment, adapterId: string, news: News) {
    this.#environment = environment;
    this.#name = `gaung:${adapterId}`;
    this.#news = news;
  }

  open(): void {
    this.#channel ??= this.#environment.channel(this.#name, (message) => this.hear(message));
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  did(interaction: Interaction): void {
    if (interaction.type !== 'view') this.#post({ did: interaction });
  }

  folded(interactions: readonly Interaction[]): void {
    this.#post({ folded: interactions });
  }

  settled({ applied, refused, counts }: Settled): void {
    const isTold = ({ type }: Interaction) => type !== 'view';
    const toTell = {
      applied: applied.filter(isTold),
      refused: refused.filter(({ interaction }) => isTold(interaction)),
      counts: [...counts],
    };
    if (toTell.applied.length + toTell.refused.length > 0) this.#post({ settled: toTell });
  }

  failing(isFailing: boolean): void {
    this.#post({ failing: isFailing });
  }

  watching(tab: number, pages: readonly PageKey[]): void {
    this.#post({ watching: pages, tab });
  }

  asked(): void {
    this.#post({ asked: true });
  }

  counts(counts: ReadonlyMap<PageKey, PageCounts>): void {
    this.#post({ counts: [...counts] });
  }

  #post(message: object): void {
    this.#channel?.post({ v: 1, ...message });
  }

  /** Takes what another tab has told. */
  hear(message: unknown): void {
    if (typeof message !== 'object' || message === null) return;
    const { v, did, folded, settled, failing, watching, tab, asked, counts } = message as Record<string, unknown>;
    if (v !== 1) return;
    this.#environment.debug?.('hears of another tab', message);
    const interaction = toInteraction(did);
    if (interaction) this.#news.did(interaction);
    if (folded !== undefined) this.#news.folded(toInteractions(folded));
    if (typeof settled === 'object' && settled !== null) this.#news.settled(toSettled(settled));
    if (typeof failing === 'boolean') this.#news.failing(failing);
    if (typeof tab === 'number') this.#news.watching(tab, list(watching).filter(isPage));
    if (asked === true) this.#news.asked();
    if (counts !== undefined) this.#news.counts(toCounts(counts));
  }
}

const isPage = (value: unknown): value is PageKey => typeof value === 'string';

function toInteraction(value: unknown): Interaction | undefined {
  const interaction = checkInteraction(value, Number.MAX_SAFE_INTEGER);
  return typeof interaction === 'object' ? interaction : undefined;
}

const toInteractions = (value: unknown): Interaction[] => list(value).flatMap((one) => toInteraction(one) ?? []);

function toCounts(value: unknown): Map<PageKey, PageCounts> {
  const counts = new Map<PageKey, PageCounts>();
  for (const entry of list(value)) {
    const [page, fresh] = list(entry);
    const parsed = parsePageCounts(fresh);
    if (isPage(page) && parsed) counts.set(page, parsed);
  }
  return counts;
}

function toSettled(value: object): Settled {
  const { applied, refused, counts } = value as Record<string, unknown>;
  return {
    applied: toInteractions(applied),
    refused: list(refused).flatMap((one) => {
      const { interaction, code, detail } = (one ?? {}) as Record<string, unknown>;
      const known = toInteraction(interaction);
      if (!known || !(isRefusalCode(code) || code === 'unconfirmed')) return [];
      return { interaction: known, code, ...(typeof detail === 'string' && { detail }) };
    }),
    counts: toCounts(counts),
  };
}
