import { emblem } from './emblem.ts';
import { estuary } from './estuary.ts';
import { eye } from './eye.ts';
import { observatory, terraces, turtleOnBeach } from './outdoors.ts';
import { gong, hangingBridge, market } from './places.ts';
import { frog, soundings } from './sea-and-forest.ts';
import { type Draw, day, night } from './svg.ts';
import { libraryShip, openBook, shuttlecock, stethoscope } from './things.ts';

export interface Art {
  readonly draw: Draw;
  readonly width: number;
  readonly height: number;
  /** What can be seen in it, for those who cannot. */
  readonly alt: string;
}

const art = (draw: Draw, alt: string): Art => ({ draw, width: 800, height: 500, alt });

export const arts: Readonly<Record<string, Art>> = {
  penyu: art(turtleOnBeach, 'Ilustrasi seekor penyu merayap di pasir menuju laut.'),
  buku: art(openBook, 'Ilustrasi buku terbuka di bawah lampu; burung-burung terbang dari halamannya.'),
  pasar: art(market, 'Ilustrasi lapak pasar beratap garis merah putih dengan timbangan dan keranjang buah.'),
  gong: art(gong, 'Ilustrasi gong besar di depan kain batik bermotif kawung.'),
  stetoskop: art(stethoscope, 'Ilustrasi stetoskop yang melingkari setangkai daun.'),
  observatorium: art(observatory, 'Ilustrasi observatorium kecil di bawah langit berbintang.'),
  kok: art(shuttlecock, 'Ilustrasi kok bulu tangkis melayang di atas net.'),
  jembatan: art(hangingBridge, 'Ilustrasi dua orang di tengah jembatan gantung di antara dua dusun.'),
  sawah: art(terraces, 'Ilustrasi sawah berundak di kaki gunung.'),
  'kapal-pustaka': art(libraryShip, 'Ilustrasi kapal kayu yang layarnya berupa buku terbuka.'),
  'peta-laut': art(soundings, 'Ilustrasi perahu nelayan yang memancarkan gelombang bunyi ke dasar laut.'),
  katak: art(frog, 'Ilustrasi seekor katak kecil berwarna cokelat di atas daun.'),
  muara: {
    draw: estuary,
    width: 1600,
    height: 900,
    alt: 'Ilustrasi muara: seorang nelayan mendayung perahu di depan rumah-rumah panggung; di latar depan, pohon bakau berakar lengkung, bibit-bibit muda, dan seekor kepiting di lumpur.',
  },
};

/** Every drawing twice, by day and by night: file name → text. */
export function artFiles(): Map<string, string> {
  const files = new Map<string, string>([
    ['lambang.svg', emblem(day)],
    ['mata.svg', eye(day)],
  ]);
  for (const [name, { draw }] of Object.entries(arts)) {
    files.set(`${name}.svg`, draw(day));
    files.set(`${name}-malam.svg`, draw(night));
  }
  return files;
}
