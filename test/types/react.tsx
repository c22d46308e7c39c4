/** What React 19 knows of the tags. Nothing of it runs: `tsc` is the test. */

import type { ReactionBar } from 'gaung';
import { memory } from 'gaung/adapters/memory';
import 'gaung/types/react';
import { useRef } from 'react';

export function Good() {
  const bar = useRef<ReactionBar>(null);
  return (
    <article>
      <share-buttons
        networks="whatsapp copy"
        share-title="A story"
        display="both"
        max={5}
        counts
        className="row"
        onshare={({ network, outcome }) => console.log(network, outcome)}
      >
        <share-network value="intranet" label="Intranet" href="https://intra.example/?u={url}"></share-network>
      </share-buttons>
      <view-counter format="compact" readonly hidden={false} onview={(event) => event.page.length}></view-counter>
      <reaction-bar
        ref={bar}
        key="bar"
        page="article-123"
        reactions={['love', { value: 'useful' }]}
        min-count={3}
        hide-counts-until="voted"
        live={true}
        lang="id"
        style={{ fontSize: 20 }}
        aria-busy={false}
        onreaction={(event) => event.preventDefault()}
        ongaungerror={({ error }) => console.error(error.message)}
      />
      <gaung-provider backend={memory()}>
        <reaction-bar label={null}>
          <reaction-option value="yes" label="Yes" icon="👍"></reaction-option>
        </reaction-bar>
      </gaung-provider>
    </article>
  );
}

export const bad = [
  // @ts-expect-error There is no such size.
  <reaction-bar key="1" size="huge" />,
  // @ts-expect-error No such attribute.
  <reaction-bar key="2" colour="red" />,
  // @ts-expect-error A number: React would set the text as the property.
  <share-buttons key="3" max="5" />,
  // @ts-expect-error The event has no network.
  <reaction-bar key="4" onreaction={({ network }) => network} />,
  // @ts-expect-error No such event.
  <view-counter key="5" onshare={() => undefined} />,
  // @ts-expect-error An adapter.
  <gaung-provider key="6" backend="https://echo.example/" />,
  // @ts-expect-error An option without options is none.
  <reaction-option key="7" size="large" />,
  // @ts-expect-error No such tag.
  <share-button key="8" />,
];
