/** How many numbers each command of a path takes at a time. */
const LENGTHS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/** Reads one number, or one flag of an arc: a 0 or a 1 that needs nothing between it and what follows. */
function reader(path: string) {
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const [text, value] = pattern.exec(path) ?? [];
    if (text !== undefined) at += text.length;
    return value;
  };
  return {
    command: () => take(/[\s,]*([a-z])/iy),
    number: () => take(/[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy),
    flag: () => take(/[\s,]*([01])/y),
    isDone: () => /^[\s,]*$/.test(path.slice(at)),
  };
}

/** Numbers as short as they can be written: no leading 0, nothing between them where a sign or a point parts them. */
function written(numbers: readonly number[], decimals: number): string {
  let text = '';
  for (const number of numbers) {
    const one = String(Number(number.toFixed(decimals))).replace(/^(-?)0\./, '$1.');
    const isParted = text === '' || one.startsWith('-') || (one.startsWith('.') && /\.\d*$/.test(text));
    text += isParted ? one : ` ${one}`;
  }
  return text;
}

/**
 * The same path with coordinates of so many decimals. Each is rounded where it stands, not by how far it is from the one
 * before: no error adds up.
 */
export function roundPath(path: string, decimals: number): string {
  const { command, number, flag, isDone } = reader(path);
  const round = (value: number) => Number(value.toFixed(decimals));
  let result = '';
  /** Where the pen is and where the figure began, as given and as rounded. */
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let [roundX, roundY, roundStartX, roundStartY] = [0, 0, 0, 0];
  let last = '';
  while (!isDone()) {
    const letter: string = command() ?? (last === 'm' ? 'l' : last === 'M' ? 'L' : last);
    const kind = letter.toLowerCase();
    const length = LENGTHS[kind];
    if (length === undefined || (kind === 'z' && letter === last)) throw new Error(`No path of an icon: ${path}`);
    const given = Array.from({ length }, (_, index) =>
      Number(kind === 'a' && (index === 3 || index === 4) ? flag() : number()),
    );
    if (given.some(Number.isNaN)) throw new Error(`No path of an icon: ${path}`);
    const isRelative = letter === kind;
    /** Whether a number is of the x axis, of the y axis, or neither: a radius, an angle, a flag. */
    const axis = (index: number) => {
      if (kind === 'h') return 'x';
      if (kind === 'v') return 'y';
      if (kind === 'a' && index < 5) return undefined;
      return (kind === 'a' ? index - 5 : index) % 2 === 0 ? 'x' : 'y';
    };
    let [toX, toY, roundToX, roundToY] = [x, y, roundX, roundY];
    const numbers = given.map((value, index) => {
      const along = axis(index);
      if (!along) return value;
      const absolute = isRelative ? value + (along === 'x' ? x : y) : value;
      const rounded = round(absolute);
      if (along === 'x') [toX, roundToX] = [absolute, rounded];
      else [toY, roundToY] = [absolute, rounded];
      return isRelative ? rounded - (along === 'x' ? roundX : roundY) : rounded;
    });
    // Half a circle stays half of one: a radius that is too small for its chord is drawn as large as that needs.
    const [radius = 0, otherRadius] = given;
    if (kind === 'a' && radius === otherRadius && Math.hypot(toX - x, toY - y) > 1.999 * radius) {
      const chord = Math.hypot(roundToX - roundX, roundToY - roundY);
      numbers.fill(Math.floor(chord * 0.5 * 10 ** decimals) / 10 ** decimals, 0, 2);
    }
    if (kind === 'z') [toX, toY, roundToX, roundToY] = [startX, startY, roundStartX, roundStartY];
    [x, y, roundX, roundY] = [toX, toY, roundToX, roundToY];
    if (kind === 'm') [startX, startY, roundStartX, roundStartY] = [x, y, roundX, roundY];
    const text = written(numbers, decimals);
    const isSame = letter === last || (letter === 'l' && last === 'm') || (letter === 'L' && last === 'M');
    const needsSpace = isSame && !text.startsWith('-') && !(text.startsWith('.') && /\.\d*$/.test(result));
    result += isSame ? (needsSpace ? ` ${text}` : text) : letter + text;
    last = letter === 'l' && last === 'm' && isSame ? 'm' : letter === 'L' && last === 'M' && isSame ? 'M' : letter;
  }
  return result;
}
