import { circle, type Draw, ellipse, leaf, leafShape, line, n, path, random, rect, svg } from './svg.ts';

const W = 800;
const H = 500;

/** A fishing boat that sounds the sea floor, in layers. */
export const soundings: Draw = (p) => {
  let out = rect(0, 0, W, H, p.skyLow) + circle(640, 92, 46, p.sun);
  const floor = [
    [p.sea, 168, 10],
    [p.mid, 232, 26],
    [p.near, 296, 40],
    [p.deep, 360, 46],
    [p.ink, 424, 34],
  ] as const;
  floor.forEach(([color, y, bow], i) => {
    const shift = i * 46;
    out += path(
      `M0 ${y}C${120 + shift} ${y - bow} ${210 + shift} ${y + bow * 1.5} ${330 + shift} ${y + bow * 0.6}S${590 + shift * 0.5} ${y - bow} 800 ${y + bow * 0.3}V500H0Z`,
      color,
    );
    if (i > 0)
      out += line(
        `M0 ${y}C${120 + shift} ${y - bow} ${210 + shift} ${y + bow * 1.5} ${330 + shift} ${y + bow * 0.6}S${590 + shift * 0.5} ${y - bow} 800 ${y + bow * 0.3}`,
        p.glow,
        2,
        'opacity=".4"',
      );
  });
  out += path('M356 176L258 432C330 452 420 452 486 428Z', p.glow, 'opacity=".22"');
  for (let i = 1; i < 6; i++) {
    const y = 176 + i * 44;
    const w = 17 + i * 18;
    out += line(`M${356 - w} ${y}Q356 ${y + 12 + i * 2} ${356 + w} ${y}`, p.paper, 3, `opacity="${n(0.85 - i * 0.1)}"`);
  }
  const fish = (x: number, y: number, s: number, color: string) =>
    `<g transform="translate(${x} ${y})scale(${s})">${path('M-34 0C-18 -18 14 -18 30 0C14 18 -18 18 -34 0Z', color)}${path('M26 0L50 -16V16Z', color)}${circle(-18, -3, 3, p.paper)}</g>`;
  out +=
    fish(590, 268, 0.8, p.warm) +
    fish(656, 292, 0.62, p.gold) +
    fish(620, 320, 0.55, p.warm) +
    fish(142, 290, 0.6, p.gold);
  out += `<g transform="translate(356 158)">
    ${line('M44 -10V-92', p.bark, 6)}${path('M50 -92L86 -80L50 -68Z', p.warm)}
    ${path('M-58 -4V-44H14V-4Z', p.paper)}${rect(-46, -36, 18, 16, p.deep)}${rect(-18, -36, 18, 16, p.deep)}${rect(-66, -52, 90, 9, p.warm, 'rx="2"')}
    ${path('M-142 -22C-90 -4 70 -4 150 -30C138 2 114 22 84 24H-90C-118 22 -136 4 -142 -22Z', p.deep)}
    ${path('M-142 -22C-90 -4 70 -4 150 -30L146 -18C70 8 -88 8 -137 -10Z', p.warm)}
  </g>`;
  out += line(
    'M0 180C40 172 70 172 110 180S190 188 230 180M470 182C510 174 540 174 580 182S700 190 800 176',
    p.paper,
    4,
    'opacity=".7"',
  );
  return svg(W, H, out);
};

/** A frog that is smaller than the leaf it sits on. */
export const frog: Draw = (p) => {
  const rand = random(29);
  let out = rect(0, 0, W, H, p.leafDark) + leafShape;
  for (let i = 0; i < 34; i++) {
    out += leaf(rand(-20, W + 20), rand(40, H + 80), rand(90, 180), rand(-80, 80), i % 3 ? p.leaf : p.leafLight);
  }
  out += rect(0, 0, W, H, p.leafDark, 'opacity=".55"');
  out += path(
    'M-20 452C120 300 330 236 560 262C690 276 770 320 830 300C790 400 640 470 440 476C260 482 100 470 -20 452Z',
    p.leafLight,
  );
  out += path('M-20 452C120 470 260 482 440 476C640 470 790 400 830 300C700 384 340 380 -20 452Z', p.leaf);
  out += line('M-20 452C220 378 560 392 830 300', p.paper, 4, 'opacity=".55"');
  for (let i = 0; i < 7; i++) {
    const x = 120 + i * 88;
    out += line(
      `M${x} ${n(424 - i * 11)}q34 -46 70 -${58 + i * 2}M${x} ${n(424 - i * 11)}q50 22 92 16`,
      p.paper,
      2,
      'opacity=".35"',
    );
  }
  for (const [x, y, r] of [
    [210, 356, 12],
    [628, 330, 15],
    [664, 352, 7],
    [540, 436, 9],
  ] as const)
    out += circle(x, y, r, p.glow, 'opacity=".65"') + circle(x - r * 0.3, y - r * 0.35, r * 0.28, p.paper);
  out += `<g transform="translate(404 316)scale(1.15)">
    ${ellipse(2, 54, 104, 13, p.ink, 'opacity=".25"')}
    ${path('M-30 44C-86 54 -110 30 -98 4C-88 -18 -58 -14 -44 8Z', p.wood)}${path('M34 44C90 54 114 30 102 4C92 -18 62 -14 48 8Z', p.wood)}
    ${line('M-84 46L-108 56M-84 46L-98 62M88 46L112 56M88 46L102 62', p.wood, 7)}
    ${path('M-62 22C-66 -30 -36 -62 2 -62S70 -30 66 22C62 50 36 58 2 58S-58 50 -62 22Z', p.wood)}
    ${line('M-44 30L-50 60M48 30L54 60', p.wood, 12)}${line('M-50 60l-12 4M-50 60l-2 8M54 60l12 4M54 60l2 8', p.wood, 6)}
    ${circle(-30, -52, 20, p.wood)}${circle(34, -52, 20, p.wood)}${circle(-30, -54, 13, p.gold)}${circle(34, -54, 13, p.gold)}${ellipse(-30, -54, 8, 5, p.ink)}${ellipse(34, -54, 8, 5, p.ink)}
    ${line('M-36 -4C-18 12 22 12 40 -4', p.bark, 4)}${circle(-5, -22, 2.4, p.bark)}${circle(9, -22, 2.4, p.bark)}
    ${circle(-46, 8, 5, p.bark, 'opacity=".5"')}${circle(52, 10, 4, p.bark, 'opacity=".5"')}${circle(0, -46, 4, p.bark, 'opacity=".5"')}
  </g>`;
  return svg(W, H, out);
};
