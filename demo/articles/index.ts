import { budaya } from './budaya.ts';
import { daerah } from './daerah.ts';
import { ekonomi } from './ekonomi.ts';
import { iptek } from './iptek.ts';
import { kesehatan } from './kesehatan.ts';
import { lingkungan } from './lingkungan.ts';
import { olahraga } from './olahraga.ts';
import { pendidikan } from './pendidikan.ts';
import type { Article, Category } from './types.ts';
import { wisata } from './wisata.ts';

export type { Article, Category, CategoryId, Mood } from './types.ts';

/** In the order of the navigation. */
export const categories: readonly Category[] = [
  lingkungan,
  pendidikan,
  ekonomi,
  budaya,
  kesehatan,
  iptek,
  olahraga,
  daerah,
  wisata,
];

export interface Story extends Article {
  readonly category: Category;
  /** Root-relative address, and the `page` attribute of the elements on the index. */
  readonly path: string;
}

export const stories: readonly Story[] = categories.flatMap((category) =>
  category.articles.map((article) => ({ ...article, category, path: `/berita/${article.slug}` })),
);

export function story(slug: string): Story {
  const found = stories.find((candidate) => candidate.slug === slug);
  if (!found) throw new Error(`No article "${slug}".`);
  return found;
}
