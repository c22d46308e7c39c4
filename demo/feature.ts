/** The article page `/`: the story at full length, in the blocks that its template knows. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly place?: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string; readonly by: string }
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly (readonly [string, string])[] };

export const feature = {
  title: 'Bakau Kembali, Kepiting pun Pulang ke Muara Lanting',
  summary:
    'Dua puluh tahun setelah tambak-tambak ditinggalkan, warga tiga desa nelayan menghidupkan lagi hutan yang dulu mereka tebang. Kini laut mulai membalas budi.',
  kicker: 'Laporan Khusus',
  date: '2026-11-19',
  byline: 'Penulis: Sekar Maheswari. Penyunting: Bagas Wiratama.',
  caption:
    'Muara Lanting menjelang pagi. Di dataran lumpur depan kampung, bakau muda tumbuh kembali di bekas petak tambak. (Ilustrasi: Lazuardi/Nira Kandita)',
  related: [
    'penyu-hijau-kembali-bertelur-di-pantai-nyiur',
    'peta-dasar-laut-dari-perahu-nelayan',
    'kapal-pustaka-singgah-di-dua-puluh-pulau',
  ],
  blocks: [
    {
      kind: 'text',
      place: 'Muara Lanting',
      text: 'Pukul setengah lima pagi, air masih setinggi mata kaki. Rukiah (52) menyusuri lumpur dengan senter di dahi dan keranjang rotan di punggung. Di sela akar yang mencuat seperti jari-jari tangan, ia berhenti, menunduk, lalu tersenyum: seekor kepiting bakau selebar telapak tangan tersangkut di bubunya. “Dulu, di tempat ini, saya cuma menemukan botol plastik,” katanya.',
    },
    {
      kind: 'text',
      text: 'Tempat yang ia maksud adalah bekas tambak udang. Pada akhir 1990-an, hampir seluruh hutan bakau di tepi Teluk Selindang dibabat untuk dijadikan petak. Panen melimpah hanya bertahan beberapa musim. Penyakit datang, tambak ditinggalkan, dan tanpa akar yang menahan tanah, garis pantai mundur sedikit demi sedikit. Tiga deret rumah di Muara Lanting terpaksa pindah ke darat.',
    },
    { kind: 'heading', text: 'Pelajaran dari kegagalan' },
    {
      kind: 'text',
      text: 'Upaya pertama berakhir mengecewakan. Pada 2014 warga menancapkan sepuluh ribu bibit dalam sehari, lengkap dengan spanduk dan foto bersama. Setahun kemudian, tak sampai seperlimanya yang hidup. Bibit ditanam berbaris di dataran lumpur yang terlalu lama terendam, di tempat yang sejak dulu memang bukan hutan.',
    },
    {
      kind: 'text',
      text: '“Kami menanam di tempat yang mudah difoto, bukan di tempat yang disukai bakau,” kata Darman Saleh (61), ketua kelompok nelayan Tunas Muara, sambil tertawa. Dari situ warga belajar membaca air. Bersama peneliti, mereka mencatat pasang surut selama setahun penuh, lalu membuka pematang tambak di sebelas titik agar air laut kembali mengalir. Setelah itu, pekerjaan terberat justru menunggu.',
    },
    {
      kind: 'quote',
      text: 'Alam sebenarnya tahu jalan pulang. Tugas kita membukakan pintunya.',
      by: 'Wening Astari, ahli ekologi pesisir',
    },
    {
      kind: 'text',
      text: 'Arus membawa sendiri benih bakau dan api-api dari sisa hutan di hulu teluk. Warga hanya menyulam bagian yang kosong, memakai bibit dari pohon induk setempat. Wening Astari, ahli ekologi pesisir yang mendampingi tiga desa itu sejak awal, menyebut cara tersebut lebih lambat pada tahun pertama, tetapi jauh lebih murah pada tahun-tahun berikutnya.',
    },
    {
      kind: 'text',
      text: 'Hasilnya terlihat dari bukit di belakang desa. Petak-petak yang dulu cokelat kini hijau. Menurut pemetaan terakhir kelompok warga, 184 hektare bekas tambak telah kembali menjadi hutan muda, dan pantai di depan kampung hampir berhenti terkikis.',
    },
    {
      kind: 'facts',
      title: 'Muara Lanting dalam angka',
      facts: [
        ['184 ha', 'bekas tambak yang kembali menjadi hutan muda'],
        ['11 titik', 'pematang dibuka agar pasang surut mengalir'],
        ['3 desa', 'menjaga satu aturan bersama'],
      ],
    },
    { kind: 'heading', text: 'Aturan yang ditulis bersama' },
    {
      kind: 'text',
      text: 'Hutan yang tumbuh perlu dijaga. Muara Lanting, Tanjung Bakung, dan Pasir Ubi menyepakati aturan yang kini ditempel di dinding balai desa: kepiting betina yang bertelur wajib dilepas, kayu hanya boleh diambil dari pohon tumbang, dan satu alur sungai ditutup dari segala tangkapan setiap purnama. Pelanggar tidak didenda uang, tetapi harus menanam dan merawat lima puluh bibit sampai setinggi dada.',
    },
    {
      kind: 'text',
      text: 'Tidak semua orang langsung setuju. Pemilik tambak yang masih berproduksi khawatir pematangnya ikut rusak. Perlu hampir dua tahun musyawarah sampai ditemukan jalan tengah: tambak lama boleh terus berjalan asalkan separuh petaknya ditumbuhi bakau. “Ternyata udangnya lebih sehat karena airnya lebih teduh,” kata Halimah (45), petambak yang semula paling keras menolak.',
    },
    {
      kind: 'text',
      text: 'Perubahan itu sampai juga ke dapur. Buah bakau diolah kelompok perempuan menjadi sirup dan tepung kue; madu hutan dijual ke kota kabupaten. Rukiah, yang dulu harus menumpang perahu orang sampai ke luar teluk, kini pulang sebelum anaknya berangkat sekolah, dengan tiga sampai empat kilogram kepiting di keranjang.',
    },
    {
      kind: 'text',
      text: 'Di ujung jembatan kayu, Fikri (17) dan teman-temannya memasang papan bernomor pada batang-batang muda. Setiap bulan mereka mengukur tinggi dan diameternya, lalu menuliskannya di buku yang sampulnya sudah menguning kena air asin. “Pohon ini baru sembilan tahun, tetapi sudah lebih tinggi daripada rumah saya,” katanya, menepuk sebatang api-api. “Kalau nanti saya punya anak, saya ingin dia yang memanjatnya.”',
    },
    {
      kind: 'text',
      text: 'Matahari naik. Air mulai pasang, pelan-pelan menutup jejak kaki di lumpur, dan hutan kecil itu kembali bekerja.',
    },
  ] satisfies readonly Block[] as readonly Block[],
} as const;
