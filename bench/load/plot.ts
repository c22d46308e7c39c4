import type { StorageName } from './options.ts';
import { FULL_TITLES } from './report.ts';
import type { Run } from './run.ts';
import { KINDS_OF_LOAD } from './story.ts';

/** Runs over one storage, with one number of servers after another. */
export interface Plotted {
  readonly storage: StorageName;
  readonly runs: readonly Run[];
}

interface Line {
  readonly name: string;
  /** One for each place on the x axis. */
  readonly values: readonly number[];
}

interface Panel {
  readonly title: string;
  readonly places: readonly string[];
  readonly lines: readonly Line[];
}

/** Of one panel, in px. */
const SIZE = { width: 300, height: 170 };
const AROUND = { left: 58, top: 34, right: 140, bottom: 30 };
const STEP = { x: AROUND.left + SIZE.width + AROUND.right, y: AROUND.top + SIZE.height + AROUND.bottom };
const TEXT = 12;

/** Told apart by anybody, on white and on black (after Okabe and Ito); the marks tell them apart without colours. */
const STYLE = `svg { background: #fff; color: #1f2328; font: ${TEXT}px system-ui, sans-serif }
text { fill: currentColor } .title { font-weight: 600 } .grid { stroke: currentColor; stroke-opacity: .15 }
.l { fill: none; stroke-width: 2 } .l0 { stroke: #0072b2 } .l1 { stroke: #d55e00 } .l2 { stroke: #009e73 } .l3 { stroke: #aa4499 }
.m0 { fill: #0072b2 } .m1 { fill: #d55e00 } .m2 { fill: #009e73 } .m3 { fill: #aa4499 }
@media (prefers-color-scheme: dark) { svg { background: #0d1117; color: #e6edf3 }
.l0 { stroke: #56b4e9 } .l1 { stroke: #e69f00 } .l2 { stroke: #2ec99b } .l3 { stroke: #e08bd0 }
.m0 { fill: #56b4e9 } .m1 { fill: #e69f00 } .m2 { fill: #2ec99b } .m3 { fill: #e08bd0 } }`;

/** A row for each storage: what goes through at full speed, and how long readers wait outside the burst. */
export function loadPlot(all: readonly Plotted[]): string {
  const panels = all.flatMap(({ storage, runs }, row) => [
    panel(throughput(storage, runs), 0, row),
    panel(percentiles(storage, runs), 1, row),
  ]);
  const [width, height] = [2 * STEP.x, all.length * STEP.y];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Requests a second, and waiting times, by number of servers">
<style>${STYLE}</style>
${panels.join('\n')}
</svg>
`;
}

function throughput(storage: StorageName, runs: readonly Run[]): Panel {
  return {
    title: `${storage}: requests a second at full speed`,
    places: runs.map(({ instances }) => `${instances} ${instances > 1 ? 'servers' : 'server'}`),
    lines: KINDS_OF_LOAD.map((kind) => ({
      name: FULL_TITLES[kind],
      values: runs.map(({ full }) => full[kind].perSecond),
    })),
  };
}

function percentiles(storage: StorageName, runs: readonly Run[]): Panel {
  const name = ({ instances, rate }: Run) => `${instances} × ${rate.toLocaleString('en')}/s`;
  return {
    title: `${storage}: ms that readers wait, by servers × rate`,
    places: ['p50', 'p90', 'p99', 'p99.9'],
    lines: runs.map((run) => ({ name: name(run), values: Object.values(run.steady.read) })),
  };
}

const marks = [
  (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="4"/>`,
  (x: number, y: number) => `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`,
  (x: number, y: number) => `<path d="M${x} ${y - 5}l5 9h-10z"/>`,
  (x: number, y: number) => `<path d="M${x} ${y - 5}l5 5l-5 5l-5 -5z"/>`,
];

/** With a logarithmic y axis of whole tens: what is twice as much is as far apart everywhere. */
function panel({ title, places, lines }: Panel, column: number, row: number): string {
  const [left, top] = [column * STEP.x + AROUND.left, row * STEP.y + AROUND.top];
  const values = lines.flatMap((line) => line.values).filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const rounded = (px: number) => Math.round(px * 10) / 10;
  const y = (value: number) =>
    rounded(top + SIZE.height * (1 - (Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)));
  const x = (at: number) => rounded(left + (SIZE.width * (at + 0.5)) / places.length);

  const grid = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)).map(
    (value) =>
      `<path class="grid" d="M${left} ${y(value)}h${SIZE.width}"/>` +
      `<text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${value.toLocaleString('en')}</text>`,
  );
  const foot = top + SIZE.height + TEXT + 6;
  const names = places.map((place, at) => `<text x="${x(at)}" y="${foot}" text-anchor="middle">${place}</text>`);
  const drawn = lines.map(({ name, values }, n) => {
    const points = values.map((value, at) => [x(at), y(value)] as const);
    const path = points.map(([px, py]) => `${px} ${py}`).join('L');
    const key = [left + SIZE.width + 12, top + 8 + n * (TEXT + 8)] as const;
    const mark = marks[n % marks.length]!;
    return (
      `<path class="l l${n}" d="M${path}"/>` +
      `<g class="m${n}">${[...points, key].map(([px, py]) => mark(px, py)).join('')}</g>` +
      `<text x="${key[0] + 10}" y="${key[1] + 4}">${name}</text>`
    );
  });
  return [`<text class="title" x="${left}" y="${top - 14}">${title}</text>`, ...grid, ...names, ...drawn].join('\n');
}
