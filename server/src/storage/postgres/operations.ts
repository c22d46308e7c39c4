/** What operators do to single pages and visitors, by the rules that all storages have. */
import type { PageKey } from 'gaung/contract';
import { repairPage } from '../rules/export-rules.ts';
import { deletePage, forgetVisitor, mergePages } from '../rules/page-rules.ts';
import type { VisitorId } from '../storage.ts';
import type { Work } from './change.ts';
import type { PageAndVisitor } from './load.ts';
import { forgottenBytes, toVisitor, visitorBytes } from './rows.ts';

/** @param s What stands in front of the names of tables. */
export function createOperations(s: string) {
  /** Who has voted on a page. */
  async function voters({ connection }: Work, key: PageKey): Promise<VisitorId[]> {
    const { rows } = await connection.query({
      name: 'gaung_voters',
      text: `SELECT visitor FROM ${s}votes WHERE page IN (SELECT coalesce(alias_of, id) FROM ${s}pages WHERE key = $1)`,
      values: [key],
    });
    return rows.map(({ visitor }) => toVisitor(visitor));
  }

  return {
    retitle: (work: Work, key: PageKey, title: string | undefined) =>
      work.apply({ pages: [key] }, (ledger) => ledger.setTitle(ledger.page(key), title)),

    async merge(work: Work, from: PageKey, into: PageKey) {
      const votes = (await voters(work, from)).map((visitor): PageAndVisitor => [into, visitor]);
      const all = { withVotes: [from], withBuckets: [from], withExcluded: [from] };
      await work.apply({ pages: [from, into], votes, ...all }, (ledger) => mergePages(ledger, from, into));
    },

    async delete(work: Work, key: PageKey) {
      const keys = await work.apply({ pages: [key] }, (ledger) => deletePage(ledger, key));
      work.gone(keys);
      return keys.length > 0;
    },

    async forget(work: Work, visitor: VisitorId) {
      const id = visitorBytes(visitor);
      const [, , voted] = await work.connection.run([
        {
          name: 'gaung_forget',
          text: `INSERT INTO ${s}forgotten (visitor) VALUES ($1) ON CONFLICT DO NOTHING`,
          values: [forgottenBytes(visitor)],
        },
        { name: 'gaung_forget_views', text: `DELETE FROM ${s}last_views WHERE visitor = $1`, values: [id] },
        {
          name: 'gaung_voted_on',
          text: `SELECT key FROM ${s}pages WHERE id IN (SELECT page FROM ${s}votes WHERE visitor = $1)`,
          values: [id],
        },
      ]);
      const pages = voted!.map(({ key }) => key as PageKey);
      const votes = pages.map((page): PageAndVisitor => [page, visitor]);
      return work.apply({ pages, votes }, (ledger) => forgetVisitor(ledger, visitor));
    },

    repair: (work: Work, keys: readonly PageKey[]) =>
      work.apply({ pages: keys, withVotes: keys }, (ledger) => {
        for (const key of keys) repairPage(ledger, ledger.page(key));
      }),
  };
}
