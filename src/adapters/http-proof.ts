/** What the http adapter loads when a server asks for a proof of work. Imports nothing that the script has. */
import type { Proof, ProofChallenge } from '../contract/index.ts';
import { runSearch } from '../environment/proof-run.ts';

const HEX = /^(?:[0-9a-f]{2})+$/;

/** One search at a time, whoever asks: two would take each other's time. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes the proof that an answer with status 428 asks for.
 *
 * @param answer Its body.
 * @throws the signal's reason, or an `Error` where it asks for nothing that can be made here.
 */
export function prove(answer: string, signal?: AbortSignal): Promise<Proof> {
  const mine = turn.then(() => solve(answer, signal));
  turn = mine.catch(() => {}); // Whoever asked hears of it; the next one only waits for it.
  return mine;
}

async function solve(answer: string, signal: AbortSignal | undefined): Promise<Proof> {
  const { challenge } = JSON.parse(answer) as { challenge?: ProofChallenge };
  const { algorithm, nonce, salt, cost, keyLength, keyPrefix } = challenge?.parameters ?? ({} as Partial<Parameters>);
  const head = `${salt}${nonce}`;
  const isKnown =
    algorithm === 'SHA-256' &&
    HEX.test(head) &&
    head.length % 8 === 0 &&
    head.length <= 96 &&
    Number.isSafeInteger(cost) &&
    cost! > 0 &&
    Number.isSafeInteger(keyLength) &&
    keyLength! > 0 &&
    keyLength! <= 32 &&
    /^[0-9a-f]+$/.test(keyPrefix!) &&
    keyPrefix!.length <= keyLength! * 2;
  if (!isKnown) throw new Error('The answer has no challenge of a kind that is known here.');
  const bytes = head.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  const { counter, key } = await runSearch({ head: bytes, cost: cost!, prefix: keyPrefix! }, signal);
  return { challenge: challenge!, solution: { counter, derivedKey: key.slice(0, keyLength! * 2) } };
}

type Parameters = ProofChallenge['parameters'];
