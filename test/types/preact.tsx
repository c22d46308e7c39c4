/** @jsxImportSource preact */
/** What Preact knows of the tags. Nothing of it runs: `tsc` is the test. */
import type { ReactionBar } from 'gaung';
import { memory } from 'gaung/adapters/memory';
import 'gaung/types/preact';
import { createRef } from 'preact';

const bar = createRef<ReactionBar>();

export const good = (
  <article>
    <share-buttons
      networks="whatsapp copy"
      share-title="A story"
      max={5}
      counts
      class="row"
      onshare={({ network }) => network}
    >
      <share-network value="intranet" label="Intranet" href="https://intra.example/?u={url}"></share-network>
    </share-buttons>
    <view-counter format="compact" readonly hidden={false} onview={(event) => event.page.length}></view-counter>
    <reaction-bar
      ref={bar}
      key="bar"
      reactions={['love', { value: 'useful' }]}
      min-count={3}
      live
      style={{ fontSize: 20 }}
      onreaction={(event) => event.preventDefault()}
      ongaungerror={({ error }) => error.message}
    />
    <gaung-provider backend={memory()}>
      <reaction-bar label="Useful?">
        <reaction-option value="yes" label="Yes" icon="👍"></reaction-option>
      </reaction-bar>
    </gaung-provider>
  </article>
);

export const bad = [
  // @ts-expect-error There is no such size.
  <reaction-bar size="huge" />,
  // @ts-expect-error No such attribute.
  <reaction-bar colour="red" />,
  // @ts-expect-error A number.
  <share-buttons max="5" />,
  // @ts-expect-error The event has no network.
  <reaction-bar onreaction={({ network }) => network} />,
  // @ts-expect-error No such event.
  <view-counter onshare={() => undefined} />,
  // @ts-expect-error No such tag.
  <share-button />,
];
