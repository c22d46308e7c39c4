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

const W = 1600;
const H = 900;
const HORIZON = 470;

/** The hero of the article page: a mangrove estuary at daybreak, or by moonlight. */
export const estuary: Draw = (p) =>
  svg(
    W,
    H,
    [
      leafShape,
      sky(p, W, HORIZON + 20),
      circle(1010, 372, 150, p.glow, 'opacity=".45"'),
      circle(1010, 372, 88, p.sun),
      clouds(p),
      hills(p),
      water(p),
      birds(p),
      houses(p),
      boat(p, 772, 590),
      mud(p),
      youngGrove(p),
      oldTree(p),
      seedlings(p),
      crab(p, 960, 822),
    ].join('\n'),
  );

function clouds(p: Palette): string {
  return [
    [860, 352, 190, 12],
    [980, 392, 260, 14],
    [1130, 330, 150, 9],
    [1250, 210, 230, 12],
    [1330, 232, 150, 9],
    [560, 180, 210, 10],
    [640, 200, 120, 8],
  ]
    .map(([x = 0, y = 0, w = 0, h = 0]) => rect(x, y, w, h, p.glow, `rx="${h / 2}" opacity=".7"`))
    .join('');
}

function hills(p: Palette): string {
  return (
    path(
      `M0 420C160 372 260 396 380 372S600 326 720 372S960 436 1080 418S1300 340 1420 362S1560 398 1600 388V${HORIZON + 10}H0Z`,
      p.far,
    ) +
    path(
      `M380 ${HORIZON + 6}C500 432 620 424 740 440S980 462 1060 452S1240 400 1340 412S1520 440 1600 430V${HORIZON + 6}Z`,
      p.mid,
      'opacity=".85"',
    )
  );
}

function water(p: Palette): string {
  const rand = random(11);
  let out = `<defs><linearGradient id="w" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${p.skyLow}"/><stop offset=".22" stop-color="${p.sea}"/><stop offset="1" stop-color="${p.deep}"/></linearGradient></defs>`;
  out += rect(0, HORIZON, W, H - HORIZON, 'url(#w)');
  // The light on the water, widening towards the reader.
  for (let i = 0; i < 13; i++) {
    const y = HORIZON + 10 + i * 17;
    const w = 70 + i * 9 + rand(-26, 26);
    out += rect(1010 - w / 2 + rand(-16, 16), y, w, 5 + i * 0.35, p.sun, `rx="4" opacity="${n(0.85 - i * 0.05)}"`);
  }
  for (let i = 0; i < 46; i++) {
    const y = rand(HORIZON + 24, 760);
    const w = rand(30, 110) * (0.5 + (y - HORIZON) / 300);
    out += rect(rand(-20, W), y, w, rand(2, 4), p.glow, `rx="2" opacity="${n(rand(0.12, 0.34))}"`);
  }
  return out;
}

function birds(p: Palette): string {
  return (
    [
      [770, 268, 1],
      [826, 240, 0.8],
      [706, 236, 0.7],
      [868, 282, 0.6],
    ] as const
  )
    .map(([x, y, s]) =>
      line(
        `M${n(x - 26 * s)} ${n(y - 8 * s)}Q${n(x - 10 * s)} ${n(y - 14 * s)} ${x} ${y}Q${n(x + 10 * s)} ${n(y - 14 * s)} ${n(x + 26 * s)} ${n(y - 6 * s)}`,
        p.ink,
        3.4 * s,
        'opacity=".75"',
      ),
    )
    .join('');
}

function house(p: Palette, x: number, y: number, s: number, lit: boolean): string {
  const w = 150 * s;
  const h = 62 * s;
  let out = '';
  for (const dx of [0.06, 0.28, 0.5, 0.72, 0.94]) {
    out += line(`M${n(x + w * dx)} ${n(y)}V${n(y + 66 * s)}`, p.bark, 6 * s);
    out += line(`M${n(x + w * dx)} ${n(y + 70 * s)}v${n(34 * s)}`, p.bark, 5 * s, 'opacity=".28"');
  }
  out += line(`M${n(x)} ${n(y + 30 * s)}L${n(x + w)} ${n(y + 44 * s)}`, p.bark, 3 * s);
  out += rect(x - 14 * s, y - 4 * s, w + 28 * s, 9 * s, p.bark, 'rx="2"');
  out += rect(x, y - h, w, h, p.wood);
  for (let i = 1; i < 9; i++) out += rect(x + (w / 9) * i, y - h, 1.6 * s, h, p.bark, 'opacity=".35"');
  out += rect(x + 18 * s, y - h + 18 * s, 28 * s, 26 * s, lit ? p.lamp : p.bark);
  out += rect(x + 92 * s, y - h + 14 * s, 26 * s, h - 14 * s, lit ? p.lamp : p.bark);
  out += path(
    `M${n(x - 22 * s)} ${n(y - h + 4 * s)}L${n(x + 26 * s)} ${n(y - h - 58 * s)}H${n(x + w - 26 * s)}L${n(x + w + 22 * s)} ${n(y - h + 4 * s)}Z`,
    p.near,
  );
  out += path(
    `M${n(x + 26 * s)} ${n(y - h - 58 * s)}H${n(x + w - 26 * s)}l${n(6 * s)} ${n(8 * s)}H${n(x + 20 * s)}Z`,
    p.ink,
    'opacity=".55"',
  );
  return out;
}

function houses(p: Palette): string {
  return (
    house(p, 1452, 470, 0.82, true) +
    house(p, 1298, 478, 0.92, false) +
    house(p, 1128, 486, 0.98, true) +
    // The jetty between them.
    rect(1100, 505, 480, 7, p.bark, 'rx="2"') +
    [1120, 1280, 1290, 1440, 1450, 1570].map((x) => line(`M${x} 508v44`, p.bark, 5)).join('')
  );
}

function boat(p: Palette, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">
    ${ellipse(10, 38, 210, 9, p.ink, 'opacity=".3"')}
    ${line('M-64 -2L-86 28M74 -2L96 30', p.bark, 5)}
    ${line('M-168 30H178', p.wood, 8)}
    ${path('M-206 -26C-150 6 -90 6 0 6S160 4 214 -34C196 12 150 30 96 32H-92C-146 30 -190 12 -206 -26Z', p.ink)}
    ${line('M-196 -16C-146 12 -80 12 0 12S150 10 204 -22', p.warm, 5)}
    ${path('M-120 6c4-22 20-34 42-34s38 12 42 34z', p.wood)}
    ${line('M-116 -4h74M-110 -14h62M-98 -22h40', p.bark, 2.4, 'opacity=".6"')}
    ${path('M52 8C50 -22 52 -50 60 -64C72 -70 84 -66 90 -54C96 -34 94 -12 94 8Z', p.warm)}
    ${line('M84 -50C100 -40 112 -40 124 -48M62 -46C80 -30 98 -28 112 -32', p.bark, 9)}
    ${line('M140 -118L92 88', p.bark, 5)}
    ${circle(73, -80, 13, p.bark)}
    ${path('M40 -78C54 -92 66 -102 74 -104C84 -100 98 -90 108 -76C84 -84 62 -84 40 -78Z', p.paper)}
    ${path('M40 -78C54 -92 66 -102 74 -104C72 -94 66 -86 62 -81C54 -80 47 -79 40 -78Z', p.lamp, 'opacity=".7"')}
  </g>`;
}

function mud(p: Palette): string {
  return (
    path('M0 742C140 716 250 726 360 744S600 792 760 778S1060 742 1230 752S1480 724 1600 704V900H0Z', p.mud) +
    path('M0 800C160 784 300 800 460 818S800 850 980 836S1340 806 1600 798V900H0Z', p.mudDark, 'opacity=".55"') +
    // Pools that the tide left behind.
    ellipse(640, 826, 130, 9, p.sea, 'opacity=".75"') +
    ellipse(1240, 796, 110, 7, p.sea, 'opacity=".75"') +
    ellipse(1100, 866, 150, 9, p.sea, 'opacity=".6"') +
    rect(600, 822, 70, 3, p.glow, 'rx="1.5" opacity=".5"')
  );
}

function roots(
  p: Palette,
  x: number,
  top: number,
  ground: number,
  spread: number,
  count: number,
  width: number,
  seed: number,
): string {
  const rand = random(seed);
  let out = '';
  for (let i = 0; i < count; i++) {
    const t = (i / (count - 1)) * 2 - 1;
    const foot = x + t * spread + rand(-10, 10);
    const start = top + rand(-40, 46) * (1 - Math.abs(t) * 0.4);
    const floor = ground + rand(-14, 22);
    const w = width * (1 - Math.abs(t) * 0.45) * rand(0.8, 1.1);
    out += line(
      `M${x} ${n(start)}C${n(x + (foot - x) * 0.55)} ${n(start - 26)} ${n(foot)} ${n(start + 40)} ${n(foot + t * 8)} ${n(floor)}`,
      p.bark,
      w,
    );
    // Every other root lets down one more.
    if (i % 2 === 0) {
      const fx = x + (foot - x) * 0.62;
      out += line(
        `M${n(fx)} ${n(start + 20)}C${n(fx + t * 26)} ${n(start + 60)} ${n(fx + t * 34)} ${n(start + 120)} ${n(fx + t * 38)} ${n(floor + 6)}`,
        p.bark,
        w * 0.55,
      );
    }
  }
  return out;
}

function canopy(
  p: Palette,
  blobs: readonly (readonly [number, number, number])[],
  leaves: number,
  size: number,
  seed: number,
): string {
  const rand = random(seed);
  let out = '';
  for (const [x, y, r] of blobs) out += ellipse(x, y, r, r * 0.74, p.leafDark);
  for (const [x, y, r] of blobs) out += ellipse(x + r * 0.1, y - r * 0.16, r * 0.76, r * 0.52, p.leaf);
  for (let i = 0; i < leaves; i++) {
    const [x, y, r] = blobs[Math.floor(rand(0, blobs.length))] ?? [0, 0, 0];
    const angle = rand(0, Math.PI * 2);
    const distance = Math.sqrt(rand(0, 1)) * r;
    const tone = rand(0, 1);
    out += leaf(
      x + Math.cos(angle) * distance,
      y + Math.sin(angle) * distance * 0.76,
      rand(size * 0.7, size * 1.2),
      rand(-70, 70),
      // Light falls from above: the lower half of a clump stays dark.
      Math.sin(angle) > 0.35 ? (tone > 0.4 ? p.leafDark : p.leaf) : tone > 0.55 ? p.leafLight : p.leaf,
    );
  }
  return out;
}

function oldTree(p: Palette): string {
  return (
    roots(p, 226, 560, 800, 270, 13, 17, 5) +
    path(
      'M150 600C186 560 204 500 200 440C198 400 190 370 172 330L206 322C226 380 236 380 250 300L284 306C266 380 254 430 258 480C262 540 280 570 306 604C276 590 252 600 240 700C230 720 218 716 212 690C202 610 180 590 150 600Z',
      p.bark,
    ) +
    line('M236 420C290 370 350 340 420 318', p.bark, 17) +
    line('M200 400C150 350 110 330 40 316', p.bark, 17) +
    line('M300 372C330 330 340 300 344 250', p.bark, 11) +
    canopy(
      p,
      [
        [20, 270, 130],
        [128, 190, 140],
        [250, 132, 150],
        [384, 196, 128],
        [452, 290, 104],
        [300, 262, 118],
        [150, 300, 104],
        [10, 120, 150],
        [150, 60, 150],
        [330, 48, 120],
      ],
      210,
      40,
      7,
    ) +
    egret(p, 470, 764)
  );
}

function egret(p: Palette, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">
    ${line('M-4 -34V10M8 -34V12', p.ink, 3)}
    ${path('M-34 -48C-24 -66 4 -74 22 -58C34 -84 20 -96 24 -112C28 -124 42 -126 46 -116C34 -112 36 -104 42 -92C48 -70 34 -40 8 -32C-10 -28 -26 -34 -34 -48Z', p.paper)}
    ${path('M45 -119L74 -112L45 -112Z', p.sun)}
    ${circle(39, -117, 2, p.ink)}
  </g>`;
}

function youngGrove(p: Palette): string {
  const tree = (x: number, ground: number, s: number, seed: number) =>
    roots(p, x, ground - 92 * s, ground, 84 * s, 8, 8 * s, seed) +
    line(`M${x} ${n(ground - 84 * s)}V${n(ground - 190 * s)}`, p.bark, 11 * s) +
    canopy(
      p,
      [
        [x - 46 * s, ground - 180 * s, 56 * s],
        [x + 44 * s, ground - 186 * s, 58 * s],
        [x, ground - 236 * s, 66 * s],
      ],
      46,
      26 * s,
      seed + 1,
    );
  return tree(1310, 764, 0.62, 31) + tree(1560, 776, 1.15, 41) + tree(1424, 800, 0.9, 51);
}

function seedlings(p: Palette): string {
  const rand = random(23);
  let out = '';
  for (const [row, y, s] of [
    [0, 784, 0.6],
    [1, 816, 0.8],
    [2, 864, 1.1],
  ] as const) {
    for (let i = 0; i < 8 - row; i++) {
      const x = 560 + row * 34 + i * (104 + row * 24) + rand(-18, 18);
      if (row > 0 && x > 850 && x < 1070) continue; // the crab's place
      const base = y + rand(-5, 5);
      const height = rand(46, 66) * s;
      const top = base - height;
      // A propagule: a stout green stick, then leaves in pairs, and the next pair still folded at the tip.
      out += line(`M${n(x)} ${n(base)}L${n(x + rand(-3, 3))} ${n(top + height * 0.4)}`, p.leaf, 7 * s);
      out += line(`M${n(x)} ${n(base - height * 0.5)}L${n(x)} ${n(top)}`, p.leafDark, 4 * s);
      for (const [angle, rise, size] of [
        [-72, 0.72, 34],
        [70, 0.72, 34],
        [-48, 0.96, 30],
        [46, 0.96, 30],
        [3, 1, 22],
      ] as const) {
        const tone = rise < 0.9 ? p.leafDark : Math.abs(angle) > 10 ? p.leaf : p.leafLight;
        out += leaf(x, base - height * rise, size * s * rand(0.9, 1.15), angle + rand(-8, 8), tone);
      }
    }
  }
  return out;
}

function crab(p: Palette, x: number, y: number): string {
  const side = (m: 1 | -1) => `
    ${line(`M${m * 26} 2L${m * 52} -8L${m * 62} 12M${m * 24} 8L${m * 48} 6L${m * 56} 22M${m * 18} 12L${m * 38} 18L${m * 42} 30`, p.warm, 5)}
    ${line(`M${m * 24} -8C${m * 40} -14 ${m * 46} -22 ${m * 44} -32`, p.warm, 7)}
    ${path(`M${m * 36} -30C${m * 28} -46 ${m * 40} -60 ${m * 52} -58C${m * 46} -52 ${m * 46} -48 ${m * 48} -44C${m * 52} -48 ${m * 56} -50 ${m * 60} -50C${m * 62} -36 ${m * 52} -26 ${m * 36} -30Z`, p.warm)}
    ${line(`M${m * 9} -16V-25`, p.warm, 3)}${circle(m * 9, -27, 3.4, p.ink)}`;
  return `<g transform="translate(${x} ${y})">
    ${ellipse(0, 26, 60, 6, p.ink, 'opacity=".28"')}
    ${side(1)}${side(-1)}
    ${path('M-34 -2C-30 -18 -14 -20 0 -20S30 -18 34 -2C32 14 18 20 0 20S-32 14 -34 -2Z', p.warm)}
    ${line('M-16 6C-8 11 8 11 16 6', p.ink, 2.4, 'opacity=".5"')}
  </g>`;
}
