import {
  circle,
  type Draw,
  ellipse,
  leaf,
  leafShape,
  line,
  n,
  type Palette,
  path,
  random,
  rect,
  sky,
  svg,
} from './svg.ts';

const W = 800;
const H = 500;

/** A turtle going back to the sea, seen from above. */
export const turtleOnBeach: Draw = (p) => {
  const rand = random(3);
  let out = rect(0, 0, W, H, p.sand);
  for (let i = 0; i < 60; i++) out += circle(rand(0, W), rand(210, H), rand(1, 2.6), p.wood, 'opacity=".35"');
  out += path('M0 0H800V150C720 190 640 150 540 176S380 236 270 204S90 190 0 226Z', p.sea);
  out += path('M0 0H800V104C700 150 620 104 520 134S360 190 250 158S90 150 0 180Z', p.near);
  out += path('M0 0H800V54C690 100 600 60 500 90S340 140 230 110S80 106 0 134Z', p.deep);
  out += line('M0 228C90 192 160 186 270 206S430 210 540 178S720 192 800 152', p.paper, 7);
  out += line('M0 250C100 214 170 214 280 230S440 232 550 204S720 214 800 184', p.paper, 3, 'opacity=".6"');
  // The track in the sand, in two parallel rows.
  for (let i = 0; i < 11; i++) {
    const x = 455 + i * 26 - i * i * 0.4;
    const y = 395 + i * 9 + i * i * 0.5;
    out += line(`M${n(x)} ${n(y - 52)}l14 -16M${n(x - 44)} ${n(y + 40)}l-2 20`, p.wood, 6, 'opacity=".4"');
  }
  return svg(W, H, out + turtle(p, 388, 318, 1.15));
};

function turtle(p: Palette, x: number, y: number, s: number): string {
  return `<g transform="translate(${x} ${y})rotate(-62)scale(${s})">
    ${ellipse(8, 10, 92, 74, p.ink, 'opacity=".15"')}
    ${path('M40 -44C70 -70 92 -112 66 -150C44 -126 14 -90 12 -58Z', p.leaf)}${path('M40 44C70 70 92 112 66 150C44 126 14 90 12 58Z', p.leaf)}
    ${path('M-62 -36C-92 -50 -104 -72 -116 -76C-118 -54 -102 -24 -74 -14Z', p.leaf)}${path('M-62 36C-92 50 -104 72 -116 76C-118 54 -102 24 -74 14Z', p.leaf)}
    ${path('M70 -22C98 -30 132 -22 134 0C132 22 98 30 70 22Z', p.leaf)}${circle(116, -12, 4, p.ink)}${circle(116, 12, 4, p.ink)}
    ${path('M-92 0C-88 -52 -40 -74 8 -70C56 -66 88 -36 90 0C88 36 56 66 8 70C-40 74 -88 52 -92 0Z', p.leafDark)}
    ${path('M-72 0C-66 -40 -32 -56 6 -54C44 -52 68 -28 70 0C68 28 44 52 6 54C-32 56 -66 40 -72 0Z', p.leafLight)}
    ${line('M-38 0L-16 -24H16L38 0L16 24H-16ZM-38 0H-70M38 0H70M-16 -24L-32 -50M16 -24L28 -50M-16 24L-32 50M16 24L28 50', p.leafDark, 5)}
  </g>`;
}

/** Terraced fields below a volcano. */
export const terraces: Draw = (p) => {
  let out = sky(p, W, H) + leafShape;
  out += circle(566, 150, 92, p.glow, 'opacity=".5"') + circle(566, 150, 56, p.sun);
  out += path(
    'M60 330C170 270 244 140 300 92C312 84 322 92 332 90C344 86 352 80 366 96C430 160 500 276 640 330Z',
    p.near,
  );
  out += path(
    'M300 92C312 84 322 92 332 90C344 86 352 80 366 96C380 110 392 126 404 144C384 138 374 160 356 146C342 136 330 164 312 148C296 136 282 150 262 150C276 128 290 104 300 92Z',
    p.far,
  );
  for (const [x, y, r] of [
    [338, 72, 13],
    [352, 54, 17],
    [374, 38, 21],
    [404, 26, 16],
  ] as const)
    out += ellipse(x, y, r, r * 0.72, p.glow, 'opacity=".75"');
  out += path('M0 320C120 276 260 300 380 308S640 270 800 300V500H0Z', p.mid);
  const bands = [p.leafDark, p.leaf, p.leafLight, p.leaf, p.leafDark, p.leaf];
  bands.forEach((color, i) => {
    const y = 318 + i * 34;
    const bow = 30 + i * 9;
    out += path(
      `M-10 ${y + 20}C140 ${y - bow} 300 ${y + bow} 460 ${y}S700 ${y - bow * 0.8} 810 ${y + 6}V510H-10Z`,
      color,
    );
    out += line(
      `M-10 ${y + 26}C140 ${y - bow + 6} 300 ${y + bow + 6} 460 ${y + 6}S700 ${y - bow * 0.8 + 6} 810 ${y + 12}`,
      p.paper,
      2.4,
      'opacity=".55"',
    );
  });
  for (const [x, y, s] of [
    [118, 388, 1],
    [676, 352, 0.8],
    [734, 372, 1.1],
  ] as const) {
    out += line(`M${x} ${y}C${x + 6} ${y - 40 * s} ${x - 4} ${y - 80 * s} ${x + 6} ${y - 112 * s}`, p.bark, 7 * s);
    for (const a of [-110, -70, -34, 4, 40, 76, 112]) out += leaf(x + 6, y - 110 * s, 62 * s, a, p.leafDark);
  }
  return svg(W, H, out);
};

/** An observatory under the stars, by night in both palettes. */
export const observatory: Draw = (p) => {
  const rand = random(17);
  let out = rect(0, 0, W, H, p.deep);
  for (const [r, o] of [
    [470, 0.1],
    [370, 0.12],
    [270, 0.14],
    [170, 0.16],
  ] as const)
    out += circle(470, 420, r, p.sea, `opacity="${o}"`);
  for (let i = 0; i < 90; i++)
    out += circle(rand(0, W), rand(0, 390), rand(0.8, 2.6), p.paper, `opacity="${n(rand(0.4, 1))}"`);
  for (const [x, y, s] of [
    [140, 96, 13],
    [690, 190, 9],
    [330, 60, 8],
  ] as const) {
    out += path(
      `M${x} ${y - s}Q${x} ${y} ${x + s} ${y}Q${x} ${y} ${x} ${y + s}Q${x} ${y} ${x - s} ${y}Q${x} ${y} ${x} ${y - s}Z`,
      p.lamp,
    );
  }
  out += `<g transform="translate(640 92)rotate(-18)">${circle(0, 0, 36, p.sun)}${path('M-35 -8C-20 -2 20 -2 35 -8V4C20 10 -20 10 -35 4Z', p.paper, 'opacity=".35"')}${line('M-34 10C-84 34 -60 38 0 20S84 -24 34 -12', p.lamp, 6)}</g>`;
  out += path('M0 430C120 384 260 372 400 388S680 372 800 410V500H0Z', p.leafDark);
  out += path('M0 462C180 426 380 440 520 444S720 430 800 446V500H0Z', p.ink, 'opacity=".45"');
  out +=
    rect(206, 306, 196, 104, p.paper) +
    rect(206, 306, 196, 13, p.far) +
    rect(290, 346, 30, 64, p.bark) +
    rect(230, 340, 28, 28, p.lamp) +
    rect(350, 340, 28, 28, p.lamp);
  out += path('M196 308C196 246 244 206 304 206S412 246 412 308Z', p.far);
  out += path('M304 206C364 206 412 246 412 308H376C376 250 348 214 304 206Z', p.ink, 'opacity=".18"');
  out += `<g transform="translate(316 268)rotate(-38)">${rect(-6, -21, 172, 42, p.ink, 'rx="5"')}${rect(150, -27, 26, 54, p.warm, 'rx="4"')}${rect(18, -21, 9, 42, p.far)}</g>`;
  return svg(W, H, out);
};
