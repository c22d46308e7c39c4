import { html } from './html.ts';
import { layout, PAPER } from './layout.ts';
import { picture } from './picture.ts';

export function notFoundPage(): string {
  return layout({
    title: `Halaman tidak ditemukan – ${PAPER}`,
    description: 'Alamat yang Anda tuju tidak ada atau sudah dipindahkan.',
    main: html`<div class="lost wrap">
  ${picture('kapal-pustaka', { decorative: true, first: true })}
  <div>
    <p class="kicker">Galat 404</p>
    <h1>Halaman ini sudah berlayar</h1>
    <p class="standfirst">Alamat yang Anda tuju tidak ada atau sudah dipindahkan. Periksa kembali ejaannya, atau mulailah dari salah satu dermaga ini.</p>
    <ul>
      <li><a href="/berita">Semua berita</a></li>
      <li><a href="/">Laporan khusus: bakau kembali ke Muara Lanting</a></li>
    </ul>
  </div>
</div>`,
  });
}
