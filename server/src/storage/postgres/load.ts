import type { PageKey } from 'gaung/contract';
import type { VisitorId } from '../storage.ts';
import type { Stored, StoredPage } from '../working-set/working-set.ts';
import type { Query, Row } from './connections.ts';
import { sizeName, toNamedCount, toReactions, toVisitor, visitorBytes } from './rows.ts';

/** A page and who did something on it. */
export type PageAndVisitor = readonly [PageKey, VisitorId];

/** What of the rows a change needs. Keys may be aliases; who has no row is left out. */
export interface Wanted {
  /** Pages with their aliases and counts. */
  readonly pages: readonly PageKey[];
  /** Some votes of them. */
  readonly votes?: readonly PageAndVisitor[];
  readonly lastViews?: readonly PageAndVisitor[];
  /** Those of them with all their votes. */
  readonly withVotes?: readonly PageKey[];
  readonly withBuckets?: readonly PageKey[];
  readonly withExcluded?: readonly PageKey[];
}

/** Reads what changes need, in one round trip. */
export interface Loader {
  /** The queries, to be asked in the transaction of the change, and what makes pages of their answers. */
  load(wanted: Wanted): {
    readonly queries: readonly Query[];
    readonly toStored: (answers: readonly Row[][]) => Loaded;
  };
}

export type Loaded = Stored<number>;

export function createLoader(s: string): Loader {
  const ids = `SELECT coalesce(alias_of, id) FROM ${s}pages WHERE key = ANY($1::text[])`;
  const pairs = (table: string, columns: string) => `
    SELECT part.page, part.visitor, ${columns} FROM unnest($1::text[], $2::bytea[]) AS asked (key, visitor)
    JOIN ${s}pages AS named ON named.key = asked.key
    JOIN ${s}${table} AS part ON part.page = coalesce(named.alias_of, named.id) AND part.visitor = asked.visitor`;
  const statements = {
    floor: { name: 'gaung_floor', text: `SELECT value FROM ${s}meta WHERE name = 'version_floor'` },
    pages: { name: 'gaung_load_pages', text: `SELECT id, key, version, title FROM ${s}pages WHERE id IN (${ids})` },
    aliases: {
      name: 'gaung_load_aliases',
      text: `SELECT alias_of AS page, key FROM ${s}pages WHERE alias_of IN (${ids})`,
    },
    counts: {
      name: 'gaung_load_counts',
      text: `SELECT page, kind, name, source, count FROM ${s}counts WHERE page IN (${ids})`,
    },
    votes: { name: 'gaung_load_some_votes', text: pairs('votes', 'part.at, part.reactions') },
    lastViews: { name: 'gaung_load_last_views', text: pairs('last_views', 'part.at') },
    withVotes: {
      name: 'gaung_load_votes',
      text: `SELECT page, visitor, at, reactions FROM ${s}votes WHERE page IN (${ids})`,
    },
    withBuckets: {
      name: 'gaung_load_buckets',
      text: `SELECT page, size, start, kind, name, count FROM ${s}buckets WHERE page IN (${ids}) AND count <> 0`,
    },
    withExcluded: {
      name: 'gaung_load_exclusions',
      text: `SELECT page, reason, count FROM ${s}exclusions WHERE page IN (${ids})`,
    },
  };
  type Part = keyof typeof statements;

  return {
    load({ pages, votes = [], lastViews = [], withVotes = [], withBuckets = [], withExcluded = [] }) {
      const asked: [Part, unknown[]][] = [['floor', []]];
      for (const part of ['pages', 'aliases', 'counts'] as const) asked.push([part, [pages]]);
      for (const [part, some] of Object.entries({ votes, lastViews })) {
        const visitors = some.map(([, visitor]) => visitorBytes(visitor));
        if (some.length > 0) asked.push([part as Part, [some.map(([key]) => key), visitors]]);
      }
      for (const [part, some] of Object.entries({ withVotes, withBuckets, withExcluded })) {
        if (some.length > 0) asked.push([part as Part, [some]]);
      }
      return {
        queries: asked.map(([part, values]) => ({ ...statements[part], values })),
        toStored: (answers) => toStored(new Map(asked.map(([part], i) => [part, answers[i]!]))),
      };
    },
  };
}

type Lists<Page> = { -readonly [Name in keyof Page]: Page[Name] extends readonly (infer One)[] ? One[] : Page[Name] };

function toStored(answers: ReadonlyMap<string, readonly Row[]>): Loaded {
  const rows = (part: string) => answers.get(part) ?? [];
  const found = new Map<unknown, Lists<StoredPage<number>>>();
  for (const { id, key, version, title } of rows('pages')) {
    const lists = { aliases: [], counts: [], votes: [], buckets: [], excluded: [], lastViews: [] };
    found.set(id, {
      ...{ id: id as number, key: key as PageKey, version: version as number },
      ...{ title: (title as string | null) ?? undefined, ...lists },
    });
  }
  /** A page that was made or lost its row in between is not locked, and is none of the change. */
  const each = (part: string, take: (page: Lists<StoredPage<number>>, row: Row) => void) => {
    for (const row of rows(part)) {
      const page = found.get(row.page);
      if (page) take(page, row);
    }
  };
  const seen = new Set<string>();
  const takeVote = (page: Lists<StoredPage<number>>, { visitor, at, reactions }: Row) => {
    const id = toVisitor(visitor);
    if (seen.size === seen.add(`${page.id} ${id}`).size) return; // It was asked for by an alias, too.
    page.votes.push([id, { at: at as number, reactions: toReactions(reactions) }]);
  };
  each('aliases', (page, { key }) => page.aliases.push(key as PageKey));
  each('counts', (page, row) => page.counts.push([row.source as string, toNamedCount(row)]));
  each('withVotes', takeVote);
  each('votes', takeVote);
  each('lastViews', (page, { visitor, at }) => page.lastViews.push([toVisitor(visitor), at as number]));
  each('withBuckets', (page, row) => page.buckets.push([sizeName(row.size), row.start as number, toNamedCount(row)]));
  each('withExcluded', (page, { reason, count }) => page.excluded.push([reason as string, count as number]));
  const [floor] = rows('floor');
  return { floor: floor!.value as number, pages: [...found.values()] };
}
