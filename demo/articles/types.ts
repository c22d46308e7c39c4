export type CategoryId =
  | 'lingkungan'
  | 'pendidikan'
  | 'ekonomi'
  | 'budaya'
  | 'kesehatan'
  | 'iptek'
  | 'olahraga'
  | 'daerah'
  | 'wisata';

/** What a story feels like; the invented reactions follow it, so that nobody laughs at a flood. */
export type Mood = 'warm' | 'wonder' | 'funny' | 'grave' | 'upset';

export interface Article {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** ISO date of publication. */
  readonly date: string;
  readonly mood: Mood;
  /** Its drawing, where there is one. */
  readonly art?: string;
  readonly body: readonly [string, string, string];
}

export interface Category {
  readonly id: CategoryId;
  readonly name: string;
  readonly articles: readonly Article[];
}
