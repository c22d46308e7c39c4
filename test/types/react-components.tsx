/** What React knows of the components. Nothing of it runs: `tsc` is the test. */
import type { ReactionBar as Element } from 'gaung';
import { memory } from 'gaung/adapters/memory';
import { GaungProvider, ReactionBar, ShareButtons, ViewCounter } from 'gaung/react';
import { ReactionBar as Alone } from 'gaung/react/reaction-bar';
import { useRef } from 'react';

export function Good() {
  const bar = useRef<Element>(null);
  return (
    <GaungProvider backend={memory()}>
      <ShareButtons networks="whatsapp copy" shareTitle="A story" max={5} counts onShare={({ outcome }) => outcome} />
      <ViewCounter format="compact" className="views" onView={({ page }) => page} />
      <ReactionBar
        ref={bar}
        reactions={['love', 'wow']}
        minCount={3}
        onReaction={(event) => event.preventDefault()}
        onGaungError={({ error }) => error.message}
      />
      <Alone live />
    </GaungProvider>
  );
}

export const bad = [
  // @ts-expect-error There is no such size.
  <ReactionBar key="1" size="huge" />,
  // @ts-expect-error No such property.
  <ReactionBar key="2" colour="red" />,
  // @ts-expect-error The event has no network.
  <ReactionBar key="3" onReaction={({ network }) => network} />,
  // @ts-expect-error No such event.
  <ViewCounter key="4" onShare={() => undefined} />,
];
