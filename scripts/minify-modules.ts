// Takes the white space out of the styles of dist/, as the script-tag builds do, and has the source maps follow.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';

/** Where something stands in a module, and where that comes from. All count from 0. */
type Segment = readonly [column: number, sourceLine: number, sourceColumn: number];

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers of one segment of a map: base 64, five bits a digit, the sign last. */
function decode(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of text) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return numbers;
}

function encode(number: number): string {
  let rest = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    text += DIGITS[(rest & 31) | (rest > 31 ? 32 : 0)];
    rest >>= 5;
  } while (rest > 0);
  return text;
}

/** The segments of each line of a map of one source. */
function segmentsOf(mappings: string): Segment[][] {
  let [line, column] = [0, 0];
  return mappings.split(';').map((text) => {
    let own = 0;
    return text.split(',').flatMap((segment): Segment[] => {
      const [ownStep = 0, source, lineStep = 0, columnStep = 0] = decode(segment);
      own += ownStep;
      if (source === undefined) return [];
      line += lineStep;
      column += columnStep;
      return [[own, line, column]];
    });
  });
}

function mappingsOf(lines: readonly (readonly Segment[])[]): string {
  let [line, column] = [0, 0];
  const texts = lines.map((segments) => {
    let own = 0;
    return segments.map(([at, sourceLine, sourceColumn]) => {
      const steps = [at - own, 0, sourceLine - line, sourceColumn - column];
      [own, line, column] = [at, sourceLine, sourceColumn];
      return steps.map(encode).join('');
    });
  });
  return texts.map((segments) => segments.join(',')).join(';');
}

/** Minifies what `tsc` built into a folder, in place. */
export async function minifyModules(folder: string): Promise<void> {
  for (const path of globSync(`${folder}/**/*.js`)) {
    const code = readFileSync(path, 'utf8');
    if (!/\bcss ?`/.test(code)) continue;
    const smaller = await minifyHTMLLiterals(code, { fileName: path });
    if (!smaller) continue;
    const map = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as ConstructorParameters<typeof SourceMap>[0];
    const before = new SourceMap(map);
    const lines = segmentsOf(smaller.map!.mappings).map((segments) =>
      segments.flatMap(([at, line, column]): Segment[] => {
        const found = before.findEntry(line, column);
        return 'originalLine' in found ? [[at, found.originalLine, found.originalColumn]] : [];
      }),
    );
    writeFileSync(path, smaller.code);
    writeFileSync(`${path}.map`, JSON.stringify({ ...map, mappings: mappingsOf(lines) }));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await minifyModules(fileURLToPath(new URL('../dist', import.meta.url)));
}
