import { pageStorage } from '../environment/durable-storage.ts';
import { isNameless } from '../environment/privacy.ts';

/** What the http adapter needs to know of the page that it is on, handed in: it travels without it. */
export interface HttpPage {
  /** Where the token is kept, unless an option says where. */
  readonly storage: typeof pageStorage;
  /** Whether the reader has no token, by the page's wish. */
  isNameless(): boolean;
  /** Loads what makes proofs of work. */
  loadProof(): Promise<Pick<typeof import('./http-proof.ts'), 'prove'>>;
}

/** The document's own. */
export const httpPage: HttpPage = {
  storage: pageStorage,
  isNameless,
  loadProof: () => import('./http-proof.ts'),
};
