/** What TypeScript knows of the elements in plain code. Nothing of it runs: `tsc` is the test. */
import 'gaung/define';
import { configure, type ReactionBar } from 'gaung';
import { http } from 'gaung/adapters/http';

const bar: ReactionBar = document.createElement('reaction-bar');
bar.reactions = ['love', { value: 'useful', label: 'Useful', icon: '💡' }];
bar.minCount = 10;
bar.hideCountsUntil = 'voted';
bar.addEventListener('reaction', (event) => {
  const chosen: readonly string[] = event.reactions;
  if (chosen.length > 1) event.preventDefault();
});
const row = document.querySelector('share-buttons');
row?.addEventListener('share', ({ network, outcome }) => {
  const text: string = `${network}: ${outcome}`;
  return text;
});
const counter = document.querySelector('view-counter');
if (counter) counter.format = 'compact';
document.addEventListener('gaungerror', ({ error }) => error.message);
document.createElement('gaung-provider').backend = http({ endpoint: 'https://echo.example/' });
configure({ backend: http({ endpoint: 'https://echo.example/' }), consent: 'required' });

// @ts-expect-error There is no such size.
bar.size = 'huge';
// @ts-expect-error A number.
bar.minCount = 'ten';
// @ts-expect-error There is no such property.
bar.colour = 'red';
// @ts-expect-error An adapter, not its address.
bar.backend = 'https://echo.example/';
// @ts-expect-error No such outcome.
row?.addEventListener('share', ({ outcome }) => outcome === 'liked');
// @ts-expect-error An endpoint is needed.
http({});
// @ts-expect-error Not a way to ask.
configure({ consent: 'maybe' });
