import { ReactionBar, ViewCounter } from 'gaung/react';
import { useState } from 'react';

export function App() {
  const [chosen, setChosen] = useState('nothing yet');
  return (
    <article>
      <h1>The lighthouse that came back</h1>
      <p>
        <ViewCounter page="lighthouse-react-18" format="long" />
      </p>
      <p>After eleven dark years the lamp on the northern pier was lit again on Friday.</p>
      <ReactionBar
        page="lighthouse-react-18"
        live
        reactions={['love', { value: 'useful', label: 'Useful', icon: '💡' }]}
        onReaction={({ reactions }) => setChosen(reactions.join(', ') || 'nothing')}
      />
      <p id="chosen">You chose {chosen}.</p>
    </article>
  );
}
