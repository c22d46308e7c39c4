/** A clock that is set back by less than this stands still for so long instead, in ms. */
const STANDS_STILL_MS = 1000;

/**
 * A clock that never runs backwards. Where `clock` is set back it goes on from the latest time that it told, at the same
 * pace, until `clock` has caught up: otherwise a reader's newer choice would be cut to a time before their last one,
 * and not count.
 *
 * Set forward, it follows: which of the two times is wrong nobody knows here. Put right again, it stays ahead until the
 * next start. All that this costs is said in server/README.md.
 *
 * @param clock In ms since 1970.
 */
export function steadyClock(clock: () => number): () => number {
  let latest = Number.NEGATIVE_INFINITY;
  let behind = 0;
  return () => {
    const now = clock();
    if (now > latest - STANDS_STILL_MS) {
      behind = 0;
      latest = Math.max(latest, now);
    } else {
      if (now + behind < latest) behind = latest + 1 - now; // A ms later: what happens now is newer than what did.
      latest = now + behind;
    }
    return latest;
  };
}
