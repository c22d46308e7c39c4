import type { BackendAdapter } from '../contract/index.ts';
import { Adoption } from './adoption.ts';
import { Backoff } from './backoff.ts';
import { Choices } from './choices.ts';
import { Clock } from './clock.ts';
import type { Begun } from './engine.ts';
import type { Environment } from './environment.ts';
import { Live } from './live.ts';
import { Outbox } from './outbox.ts';
import { Pages } from './pages.ts';
import { Reads } from './reads.ts';
import { SendingStatus } from './sending-status.ts';
import { Sends } from './sends.ts';
import { Tabs } from './tabs.ts';
import { Views } from './views.ts';

/** What an engine is made of. */
export interface Parts {
  readonly outbox: Outbox;
  readonly pages: Pages;
  readonly clock: Clock;
  readonly views: Views;
  readonly reads: Reads;
  readonly sends: Sends;
  readonly live: Live;
  readonly tabs: Tabs;
  readonly adoption: Adoption;
}

/** Makes the parts of an engine, and leads the news of other tabs to them. */
export function assemble(adapter: BackendAdapter, environment: Environment, begun?: Begun): Parts {
  const clock = begun?.clock ?? new Clock(environment);
  const outbox = new Outbox(environment, adapter.id);
  const backoff = new Backoff(environment, () => sends.send());
  const status = new SendingStatus(environment, backoff);
  const pages = new Pages(outbox, new Choices(environment, adapter.id), status);
  const reads = new Reads(adapter, environment, pages);
  const views = begun?.views ?? new Views(environment);
  const adoption: Adoption = new Adoption(environment, outbox, () => backoff.isWaiting || sends.send());
  const tabs: Tabs = new Tabs(environment, adapter.id, {
    did(interaction) {
      clock.heard(interaction.at);
      if (!outbox.heard(interaction)) return;
      pages.did(interaction);
      adoption.watch();
      if (sends.isOurTurn) sends.sendNew();
    },
    folded(interactions) {
      const gone = new Set(interactions.filter((one) => outbox.forget(one)).map(({ page }) => page));
      for (const page of gone) if (pages.isBehind(page)) reads.again(page);
      pages.changed(gone);
    },
    settled(settled) {
      status.isFailingElsewhere = false;
      for (const page of pages.settledElsewhere(settled)) reads.again(page);
      reads.schedule(); // a refusal brings no counts
      adoption.watch();
    },
    failing(isFailing) {
      status.isFailingElsewhere = isFailing;
      pages.changed(new Set(outbox.entries().map(({ interaction }) => interaction.page)));
      reads.schedule();
    },
    watching: (tab, wanted) => live.heard(tab, wanted),
    asked: () => live.tell(),
    counts: (counts) => live.take(counts),
  });
  const sends: Sends = new Sends({ adapter, environment, outbox, pages, reads, backoff, status, tabs, adoption });
  const live: Live = new Live({ adapter, environment, pages, reads, tabs });
  return { outbox, pages, clock, views, reads, sends, live, tabs, adoption };
}
