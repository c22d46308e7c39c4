import { type Interaction, type PageKey, pageHost, type ReactionId, type RefusalCode } from 'gaung/contract';
import type { Origins } from './origins.ts';

export interface PolicyOptions {
  readonly origins: Origins;
  /** The only reactions that are counted; absent: any. */
  readonly reactions?: readonly ReactionId[];
  /** Whether a visitor may choose several reactions on one page. */
  readonly multiple: boolean;
}

/** What this server counts, beyond what the contract asks of every interaction. */
export interface Policy {
  /** Bare ids belong to nobody and are counted; a URL's host must be one of ours. */
  allowsPage(page: PageKey): boolean;
  refusalOf(interaction: Interaction): RefusalCode | undefined;
}

export function createPolicy({ origins, reactions, multiple }: PolicyOptions): Policy {
  const allowed = reactions && new Set(reactions);
  const allowsPage = (page: PageKey) => {
    const host = pageHost(page);
    return host === undefined || origins.allowsHost(host);
  };
  return {
    allowsPage,
    refusalOf(interaction) {
      if (!allowsPage(interaction.page)) return 'page-not-allowed';
      if (interaction.type !== 'reaction') return undefined;
      if (allowed && !interaction.reactions.every((reaction) => allowed.has(reaction))) return 'reaction-not-allowed';
      return !multiple && interaction.reactions.length > 1 ? 'too-many-choices' : undefined;
    },
  };
}
