import type { Caller } from '../caller.ts';
import type { Log } from '../log.ts';
import { HOUSE, readAddress, type TrustedProxies } from './proxies.ts';

/** Most hops that are walked back: no chain of proxies is that long. */
const HOPS = 16;

export interface ClientAddressOptions {
  /** The address at the other end of the connection, where the runtime knows it. */
  readonly remoteAddress: (c: Caller) => string | undefined;
  readonly trusted: TrustedProxies;
  readonly log: Log;
}

/**
 * The address that a reader's request came from: the other end of the connection, or, where that is a trusted proxy,
 * whom it names last in `X-Forwarded-For`, and so on from right to left as long as the hops are trusted. What stands
 * further left anybody may have written.
 */
export function createClientAddress({ remoteAddress, trusted, log }: ClientAddressOptions) {
  let isWarned = false;

  /** Behind a proxy that is not trusted all readers have one address: they share limits and pseudonyms. Told once. */
  function warn(): void {
    if (isWarned) return;
    isWarned = true;
    const advice =
      'X-Forwarded-For comes from a proxy near by that is not in GAUNG_TRUSTED_PROXIES: all its readers are taken for ' +
      'one network, and limited together. List the proxy, or the word loopback or private.';
    log.warn('proxy-not-trusted', { advice });
  }

  return (c: Caller): string | undefined => {
    const remote = remoteAddress(c);
    const peer = remote === undefined ? undefined : readAddress(remote);
    if (peer === undefined) return remote;
    const header = c.req.header('X-Forwarded-For');
    if (header === undefined) return peer;
    if (!trusted.has(peer)) {
      if (HOUSE.has(peer)) warn();
      return peer;
    }
    return walk(peer, header, trusted);
  };
}

/** A header that is there several times is one list: HTTP joins them by commas (RFC 9110, section 5.3). */
function walk(peer: string, header: string, trusted: TrustedProxies): string {
  let address = peer;
  for (const entry of header.split(',').slice(-HOPS).toReversed()) {
    if (!trusted.has(address)) break;
    const before = readAddress(entry);
    // A trusted proxy says that it does not know: its own address is the nearest that is true.
    if (before === undefined) break;
    address = before;
  }
  return address;
}
