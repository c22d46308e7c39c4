import { circle, type Draw, ellipse, line, n, path, rect, sky, svg } from './svg.ts';

const W = 800;
const H = 500;

/** A morning market stall. */
export const market: Draw = (p) => {
  let out = sky(p, W, H) + circle(704, 96, 46, p.sun) + path('M0 300H800V500H0Z', p.far) + rect(0, 432, W, 68, p.mud);
  for (const [x, h] of [
    [20, 150],
    [150, 190],
    [620, 170],
    [716, 130],
  ] as const)
    out +=
      rect(x, 432 - h, 108, h, p.mid) +
      path(`M${x - 14} ${432 - h}L${x + 54} ${392 - h}L${x + 122} ${432 - h}Z`, p.near);
  out +=
    rect(172, 150, 13, 282, p.bark) +
    rect(615, 150, 13, 282, p.bark) +
    rect(164, 338, 472, 94, p.wood) +
    rect(150, 326, 500, 18, p.bark, 'rx="3"');
  for (let x = 200; x < 630; x += 58) out += rect(x, 346, 3, 86, p.bark, 'opacity=".35"');
  for (let i = 0; i < 8; i++) {
    const x = 132 + i * 67;
    out += path(
      `M${n(400 + (x - 400) * 0.82)} 96H${n(400 + (x + 67 - 400) * 0.82)}L${x + 67} 180C${x + 67} 208 ${x} 208 ${x} 180Z`,
      i % 2 ? p.paper : p.warm,
    );
  }
  out += rect(172, 90, 456, 12, p.bark, 'rx="3"');
  const heap = (x: number, color: string, r: number) => {
    let fruit = '';
    for (const [row, count] of [
      [0, 4],
      [1, 3],
      [2, 2],
    ] as const)
      for (let i = 0; i < count; i++)
        fruit +=
          circle(x + (i - (count - 1) / 2) * r * 1.9, 300 - row * r * 1.5, r, color) +
          circle(
            x + (i - (count - 1) / 2) * r * 1.9 - r * 0.3,
            297 - row * r * 1.5 - r * 0.3,
            r * 0.24,
            p.glow,
            'opacity=".7"',
          );
    return `${fruit}${path(`M${x - 62} 300H${x + 62}L${x + 46} 328H${x - 46}Z`, p.bark)}${line(`M${x - 56} 310H${x + 56}`, p.wood, 4)}`;
  };
  out += heap(250, p.warm, 15) + heap(548, p.gold, 16);
  // Scales, level.
  out +=
    rect(394, 232, 10, 94, p.ink) +
    rect(370, 314, 58, 12, p.ink, 'rx="3"') +
    line('M334 236H464', p.ink, 7) +
    circle(399, 232, 9, p.gold);
  for (const x of [334, 464])
    out +=
      line(`M${x} 238L${x - 24} 276M${x} 238L${x + 24} 276`, p.ink, 3) +
      path(`M${x - 32} 274H${x + 32}C${x + 28} 296 ${x - 28} 296 ${x - 32} 274Z`, p.gold);
  out += ellipse(334, 272, 15, 9, p.leaf) + ellipse(464, 271, 17, 8, p.leafDark);
  return svg(W, H, out);
};

/** A gong before kawung, the four-petalled batik. */
export const gong: Draw = (p) => {
  let out = `<defs><pattern id="k" width="80" height="80" patternUnits="userSpaceOnUse">${rect(0, 0, 80, 80, p.bark)}${[
    [20, 20, 45],
    [60, 20, -45],
    [20, 60, -45],
    [60, 60, 45],
  ]
    .map(
      ([x = 0, y = 0, a = 0]) =>
        ellipse(0, 0, 13, 24, p.wood, `transform="translate(${x} ${y})rotate(${a + 90})"`) +
        ellipse(0, 0, 4, 11, p.bark, `transform="translate(${x} ${y})rotate(${a + 90})"`),
    )
    .join('')}${[
    [40, 40],
    [0, 0],
    [80, 0],
    [0, 80],
    [80, 80],
  ]
    .map(([x = 0, y = 0]) => circle(x, y, 4, p.gold))
    .join('')}</pattern></defs>`;
  out += rect(0, 0, W, H, 'url(#k)') + rect(0, 424, W, 76, p.ink, 'opacity=".55"');
  out +=
    line('M190 470V92C190 60 240 52 270 66C340 44 460 44 530 66C560 52 610 60 610 92V470', p.ink, 22) +
    line('M190 470V92C190 60 240 52 270 66C340 44 460 44 530 66C560 52 610 60 610 92V470', p.warm, 9);
  out +=
    rect(140, 452, 100, 26, p.ink, 'rx="6"') +
    rect(560, 452, 100, 26, p.ink, 'rx="6"') +
    line('M330 62L346 150M470 62L454 150', p.lamp, 6);
  out +=
    circle(400, 274, 160, p.ink) +
    circle(400, 270, 156, p.gold) +
    circle(400, 270, 156, 'none', `stroke="${p.wood}" stroke-width="10"`) +
    circle(400, 270, 112, 'none', `stroke="${p.wood}" stroke-width="5" opacity=".7"`) +
    circle(400, 270, 86, 'none', `stroke="${p.wood}" stroke-width="3" opacity=".6"`) +
    circle(400, 270, 44, p.wood) +
    circle(396, 264, 38, p.gold) +
    circle(388, 254, 12, p.lamp);
  out += path('M276 190C298 152 340 128 384 124C346 144 312 166 292 204Z', p.lamp, 'opacity=".6"');
  out +=
    line('M742 452L690 352', p.lamp, 11) +
    circle(682, 336, 32, p.ink) +
    circle(682, 336, 26, p.warm) +
    line('M664 326C670 314 684 310 694 314', p.lamp, 4, 'opacity=".6"');
  return svg(W, H, out);
};

/** A hanging bridge between two hamlets. */
export const hangingBridge: Draw = (p) => {
  let out = sky(p, W, H) + circle(400, 178, 66, p.sun);
  out +=
    path('M0 260C110 180 190 210 280 238S440 190 540 214S700 176 800 230V500H0Z', p.far) +
    path('M140 500C220 330 330 300 400 300S580 330 660 500Z', p.mid);
  out += path(
    'M352 500C372 430 430 410 400 352C392 334 396 318 404 302C420 330 430 350 442 376C470 430 470 460 480 500Z',
    p.sea,
  );
  out +=
    path('M0 286C70 268 130 282 182 306C214 322 206 360 190 400C180 440 196 470 206 500H0Z', p.leaf) +
    path('M0 360C50 350 96 366 120 410C134 440 130 470 132 500H0Z', p.leafDark);
  out +=
    path('M800 276C730 260 668 274 618 300C586 318 594 356 610 398C622 438 606 470 598 500H800Z', p.leaf) +
    path('M800 350C748 342 706 360 682 404C668 436 672 470 668 500H800Z', p.leafDark);
  out += line('M176 214Q400 372 624 210', p.bark, 5) + line('M170 310Q400 372 630 304', p.bark, 10);
  for (let i = 1; i < 20; i++) {
    const t = i / 20;
    const q = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c;
    out += line(
      `M${n(q(176, 400, 624))} ${n(q(214, 372, 210))}L${n(q(170, 400, 630))} ${n(q(310, 372, 304))}`,
      p.bark,
      2,
    );
  }
  out += rect(164, 200, 14, 118, p.bark) + rect(622, 196, 14, 116, p.bark);
  const home = (x: number, y: number, s: number, roof: string) =>
    rect(x, y - 46 * s, 86 * s, 46 * s, p.paper) +
    rect(x + 12 * s, y - 34 * s, 20 * s, 18 * s, p.lamp) +
    rect(x + 50 * s, y - 36 * s, 20 * s, 36 * s, p.wood) +
    path(
      `M${n(x - 14 * s)} ${n(y - 42 * s)}L${n(x + 16 * s)} ${n(y - 86 * s)}H${n(x + 70 * s)}L${n(x + 100 * s)} ${n(y - 42 * s)}Z`,
      roof,
    );
  out +=
    home(40, 300, 1, p.warm) + home(672, 290, 1.05, p.deep) + home(6, 372, 0.8, p.deep) + home(716, 376, 0.78, p.warm);
  // Two people, halfway.
  for (const [x, c] of [
    [388, p.warm],
    [420, p.deep],
  ] as const)
    out +=
      circle(x, 296, 7, p.bark) +
      path(`M${x - 9} 338C${x - 10} 318 ${x - 6} 304 ${x} 304S${x + 10} 318 ${x + 9} 338Z`, c);
  return svg(W, H, out);
};
