// npm run fuzz: 100,000 bad requests to a server of its own, and what became of them. The tests run a short form.
import { parseArgs } from 'node:util';
import { build } from './build.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    'half-open': { type: 'string', default: '10000' },
    growth: { type: 'string', default: '0.1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`npm run fuzz -- [--requests N] [--seed S] [--half-open N] [--growth 0.1]

Sends N requests of a grammar to a server of its own, right ones among them, with as many half-open connections at a
time as said in its first tenth and its last. Fails at an answer of 500 or more (but for the ceiling of live readers),
a count that is not that of the right ones, damage in the file, and memory that grows by more than said from the end
of the first tenth to that of the last. The same seed makes the same requests, but for their ids.`);
  process.exit();
}

build();
const { fuzz } = await import('../server/test/fuzz/fuzz.ts');
const [requests, seed, halfOpen, growth] = [values.requests, values.seed, values['half-open'], values.growth].map(
  Number,
);
console.log(`${requests} requests, --seed ${seed}`);
const endings: (() => unknown)[] = [];
try {
  const { seconds, statuses, counted, first, last } = await fuzz(
    { after: (ending) => void endings.push(ending as () => unknown) },
    {
      requests: requests!,
      seed: seed!,
      halfOpen: halfOpen!,
      growth: growth!,
      progress: (done) => console.log(`${done} …`),
    },
  );
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.table(statuses);
  console.table({
    'after the first tenth': { heap: mb(first.heapUsed), 'beside it': mb(first.external), resident: mb(first.rss) },
    'after the last tenth': { heap: mb(last.heapUsed), 'beside it': mb(last.external), resident: mb(last.rss) },
  });
  console.log(`${counted} interactions counted, no other. ${seconds.toFixed(0)} s. All held.`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const end of endings) await end();
}
