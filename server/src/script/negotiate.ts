import Negotiator from 'negotiator';
import { CODING_NAMES, type CodingName } from './encodings.ts';

/** The types of the package know no `preferred`: what decides between codings that the client likes equally. */
interface Preferring {
  encodings(available: string[], options: { readonly preferred: readonly string[] }): string[];
}

/**
 * The coding in which a client wants its answer (RFC 9110, 12.5.3), or undefined for none: also where it refuses all
 * that there is, since a script that it did not ask for in this way is more use to a page than none.
 *
 * @param accepted The header `Accept-Encoding`.
 */
export function wantedCoding(accepted: string | undefined): CodingName | undefined {
  if (accepted === undefined) return undefined;
  const negotiator: Preferring = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const [best] = negotiator.encodings([...CODING_NAMES, 'identity'], { preferred: CODING_NAMES });
  return CODING_NAMES.find((name) => name === best);
}
