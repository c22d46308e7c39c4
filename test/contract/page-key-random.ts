/** Random URLs out of what is awkward in them, the same ones for the same seed: for Node's URL parser and a browser's. */

const HOST = [
  ...['news.example', 'www.', 'WWW.', 'a.', 'bücher.', '☕.', 'xn--', 'example', '1.2.3.4', '[::1]', '0x7f.1', '.'],
  ...[':80', ':443', ':8080', '。', 'ｗ', 'ani@', '%77', 'ß', '\u00ad', '-', '_'],
];
const REST = [
  ...['a', 'B', 'é', '日', '🙂', '~', '|', "'", '"', '<', ';', ':', '@', '-', '_', '[', ']', '^', '`', '{', '\t', ' '],
  ...['/', '//', '.', '..', '?', '&', '=', '+', '#', '\\', '://', 'http://x.example/', 'www.', 'utm_a=1'],
  ...['%', '%4', '%41', '%C3', '%A9', '%C3%A9', '%E2%80%8D', '%F0%9F', '%99%82', '%ED%A0%80', '%FF', '%EF%BB%BF'],
  ...['%20', '%2F', '%2e', '%00', '%7E', '%5E', '%26', '%3D', '%2B', '%25', '%2541', '\u200d', '\ud800', '\u202e'],
];

/** `count` URLs. */
export function* randomUrls(count: number, seed: number): Generator<string> {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const some = (parts: readonly string[], most: number) =>
    Array.from({ length: random(most) }, () => parts[random(parts.length)]).join('');
  for (let left = count; left > 0; left--) {
    yield `http${random(2) ? 's' : ''}://${HOST[random(HOST.length)]}${some(HOST, 4)}${random(2) ? '/' : ''}${some(REST, 10)}`;
  }
}
