import 'gaung/reaction-bar/define';
import 'gaung/types/react';
import 'gaung/view-counter/define';
import { useState } from 'react';

export function App() {
  const [chosen, setChosen] = useState('nothing yet');
  return (
    <article>
      <h1>The lighthouse that came back</h1>
      <p>
        <view-counter page="lighthouse-react" format="long"></view-counter>
      </p>
      <p>After eleven dark years the lamp on the northern pier was lit again on Friday.</p>
      <reaction-bar
        page="lighthouse-react"
        live
        reactions={['love', { value: 'useful', label: 'Useful', icon: '💡' }]}
        onreaction={({ reactions }) => setChosen(reactions.join(', ') || 'nothing')}
      ></reaction-bar>
      <p id="chosen">You chose {chosen}.</p>
    </article>
  );
}
