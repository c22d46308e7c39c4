import { circle, type Draw, ellipse, leaf, leafShape, line, n, path, rect, sky, svg } from './svg.ts';

const W = 800;
const H = 500;

/** A lamp over books. */
export const openBook: Draw = (p) => {
  let out =
    rect(0, 0, W, H, p.far) +
    path('M270 92L60 500H740L530 92Z', p.glow, 'opacity=".55"') +
    rect(0, 412, W, 88, p.wood) +
    rect(0, 412, W, 10, p.bark, 'opacity=".35"');
  out +=
    line('M400 0V52', p.ink, 5) +
    path('M400 44C430 44 440 54 446 66L540 100H260L354 66C360 54 370 44 400 44Z', p.warm) +
    ellipse(400, 102, 58, 15, p.lamp);
  // An open book, with the story leaving it.
  out += path(
    'M400 402C350 366 262 360 190 376V246C262 232 350 238 400 272C450 238 538 232 610 246V376C538 360 450 366 400 402Z',
    p.deep,
  );
  out +=
    path('M400 386C350 352 272 348 206 362V236C272 222 350 228 400 262Z', p.paper) +
    path('M400 386C450 352 528 348 594 362V236C528 222 450 228 400 262Z', p.paper);
  out += path('M400 386V262C430 242 470 230 510 228C470 250 430 290 400 386Z', p.ink, 'opacity=".08"');
  for (let i = 0; i < 5; i++) {
    const y = 262 + i * 20;
    out += line(
      `M234 ${y}C286 ${y - 8} 332 ${y - 2} 372 ${y + 18}M566 ${y}C514 ${y - 8} 468 ${y - 2} 428 ${y + 18}`,
      p.mid,
      4,
    );
  }
  for (const [x, y, r, s] of [
    [330, 190, -24, 1],
    [392, 150, 14, 0.9],
    [470, 186, 32, 1.1],
    [436, 210, -8, 0.7],
  ] as const)
    out += path(
      'M-34 -8C-16 -20 -6 -12 0 0C6 -12 16 -20 34 -8C18 -6 8 2 0 14C-8 2 -18 -6 -34 -8Z',
      p.near,
      `transform="translate(${x} ${y})rotate(${r})scale(${s})"`,
    );
  for (const [x, h, c] of [
    [52, 118, p.leaf],
    [86, 142, p.warm],
    [118, 104, p.gold],
    [150, 130, p.near],
  ] as const)
    out += rect(x, 412 - h, 28, h, c, 'rx="2"') + rect(x, 412 - h + 16, 28, 6, p.paper, 'opacity=".7"');
  out +=
    rect(640, 382, 112, 30, p.leafDark, 'rx="3"') +
    rect(652, 354, 96, 28, p.gold, 'rx="3"') +
    rect(646, 328, 92, 26, p.deep, 'rx="3"') +
    path('M672 328C664 306 676 292 692 298C708 292 720 306 712 328Z', p.warm) +
    line('M692 298C692 288 698 282 706 280', p.bark, 4);
  return svg(W, H, out);
};

/** The library ship: its sails are an open book. */
export const libraryShip: Draw = (p) => {
  let out = sky(p, W, H);
  out += circle(214, 196, 112, p.glow, 'opacity=".5"') + circle(214, 196, 66, p.sun);
  for (const [x, y, w] of [
    [40, 120, 150],
    [96, 138, 90],
    [604, 96, 150],
    [560, 114, 96],
  ] as const)
    out += rect(x, y, w, 10, p.glow, 'rx="5" opacity=".8"');
  out += path('M520 352C580 318 620 326 664 308C706 292 752 310 800 326V372H520Z', p.mid);
  for (const [x, y, s] of [
    [634, 314, 0.9],
    [690, 300, 1.15],
    [728, 310, 0.8],
  ] as const)
    out +=
      line(`M${x} ${y}q${n(6 * s)} ${n(-30 * s)} ${n(2 * s)} ${n(-56 * s)}`, p.leafDark, 5 * s) +
      line(
        `M${x + 2} ${n(y - 56 * s)}q-22 -8 -30 10m30 -10q-12 -18 -28 -10m28 10q22 -10 32 8m-32 -8q10 -18 28 -12`,
        p.leafDark,
        6 * s,
      );
  out += path('M0 356H800V500H0Z', p.sea);
  for (let i = 0; i < 7; i++)
    out += rect(214 - 30 - i * 7, 364 + i * 15, 60 + i * 14, 5, p.sun, `rx="2.5" opacity="${n(0.8 - i * 0.1)}"`);
  out += `<g transform="translate(404 0)">
    ${line('M0 62V352', p.bark, 9)}
    ${path('M-8 84C-58 70 -120 84 -164 118C-158 186 -158 236 -170 296C-120 262 -58 258 -8 282Z', p.paper)}
    ${path('M8 84C58 70 120 84 164 118C158 186 158 236 170 296C120 262 58 258 8 282Z', p.paper)}
    ${path('M8 84C36 76 66 78 92 84C52 120 26 190 8 282Z', p.ink, 'opacity=".08"')}
    ${[0, 1, 2, 3, 4].map((i) => line(`M-30 ${124 + i * 30}C-66 ${116 + i * 30} -104 ${122 + i * 30} -138 ${140 + i * 30}M30 ${124 + i * 30}C66 ${116 + i * 30} 104 ${122 + i * 30} 138 ${140 + i * 30}`, p.far, 5)).join('')}
    ${path('M0 62C18 54 30 66 48 56V80C30 90 18 78 0 86Z', p.warm)}
    ${path('M-216 322C-130 340 130 340 226 310C214 372 176 412 132 420H-128C-176 412 -204 372 -216 322Z', p.deep)}
    ${path('M-216 322C-130 340 130 340 226 310L222 328C130 356 -130 356 -212 338Z', p.warm)}
    ${[-118, -64, -10, 44, 98].map((x) => circle(x, 380, 12, p.lamp) + circle(x, 380, 12, 'none', `stroke="${p.paper}" stroke-width="4"`)).join('')}
  </g>`;
  out += path(
    'M0 420C60 402 110 402 170 418S290 436 350 418S470 400 530 418S650 436 710 418S780 406 800 412V500H0Z',
    p.near,
  );
  out += path('M0 458C70 440 130 446 200 458S340 474 420 456S580 440 650 456S760 466 800 452V500H0Z', p.deep);
  return svg(W, H, out);
};

/** A stethoscope around a sprig. */
export const stethoscope: Draw = (p) => {
  let out =
    rect(0, 0, W, H, p.skyLow) +
    leafShape +
    circle(400, 250, 196, p.glow) +
    circle(400, 250, 196, 'none', `stroke="${p.far}" stroke-width="3"`);
  out += line('M400 408C398 330 404 250 400 128', p.leafDark, 9);
  for (const [y, s] of [
    [352, 106],
    [290, 100],
    [230, 88],
    [178, 70],
  ] as const)
    out += leaf(400, y, s, -62, p.leaf) + leaf(400, y - 14, s, 60, p.leafLight);
  out += leaf(400, 142, 64, 0, p.leaf);
  out += line(
    'M180 90C150 96 140 120 146 160C156 250 190 300 250 300S344 250 354 160C358 120 350 96 322 90',
    p.ink,
    13,
  );
  out += line('M250 300V352C250 428 330 452 430 446C540 438 590 400 592 330', p.ink, 13);
  out +=
    circle(592, 292, 46, p.ink) +
    circle(592, 292, 32, p.far) +
    circle(592, 292, 16, p.paper) +
    circle(180, 90, 12, p.warm) +
    circle(322, 90, 12, p.warm);
  out += path(
    'M640 138C622 108 578 116 580 152C582 182 616 202 640 222C664 202 698 182 700 152C702 116 658 108 640 138Z',
    p.warm,
  );
  out += line('M590 160H620L630 140L644 182L656 160H690', p.paper, 6);
  for (const [x, y] of [
    [96, 380],
    [700, 420],
    [90, 220],
    [470, 66],
  ] as const)
    out += path(`M${x - 18} ${y - 6}h12v-12h12v12h12v12h-12v12h-12v-12h-12z`, p.far);
  return svg(W, H, out);
};

/** A shuttlecock above the net. */
export const shuttlecock: Draw = (p) => {
  let out = rect(0, 0, W, H, p.leaf) + path('M0 330H800V500H0Z', p.leafDark);
  out += line('M-40 470L220 330M840 470L580 330M-20 410H820', p.paper, 6, 'opacity=".7"');
  out += rect(0, 236, W, 110, p.ink, 'opacity=".28"');
  for (let x = 0; x <= W; x += 22) out += line(`M${x} 236V346`, p.paper, 1.4, 'opacity=".5"');
  for (let y = 256; y < 346; y += 20) out += line(`M0 ${y}H${W}`, p.paper, 1.4, 'opacity=".5"');
  out += rect(0, 226, W, 16, p.paper) + rect(116, 214, 12, 190, p.bark) + rect(672, 214, 12, 190, p.bark);
  for (const [a, o] of [
    [120, 0.16],
    [90, 0.24],
    [60, 0.34],
  ] as const)
    out += line(`M${420 - a * 2.4} ${140 + a * 1.1}Q${420 - a} ${150 + a * 0.3} 420 168`, p.paper, 4, `opacity="${o}"`);
  out += `<g transform="translate(452 142)rotate(52)">
    ${path('M-70 -116C-40 -130 40 -130 70 -116L34 34H-34Z', p.paper)}
    ${line('M-46 -122L-22 30M-16 -126L-8 32M16 -126L8 32M46 -122L22 30', p.far, 4)}
    ${line('M-58 -68C-30 -58 30 -58 58 -68M-46 -18C-24 -10 24 -10 46 -18', p.warm, 5)}
    ${path('M-36 32H36V48C36 82 -36 82 -36 48Z', p.lamp)}${rect(-38, 28, 76, 13, p.warm, 'rx="3"')}
  </g>`;
  return svg(W, H, out);
};
