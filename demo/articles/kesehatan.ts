import type { Category } from './types.ts';

export const kesehatan: Category = {
  id: 'kesehatan',
  name: 'Kesehatan',
  articles: [
    {
      slug: 'perahu-klinik-jangkau-pulau-kecil',
      title: 'Perahu Klinik Datang Setiap Selasa, Ibu Hamil Tak Perlu Lagi Menyeberang',
      summary:
        'Dua bidan, satu dokter, dan alat periksa kandungan portabel melayani sembilan pulau kecil secara bergiliran.',
      date: '2026-11-18',
      mood: 'warm',
      art: 'stetoskop',
      body: [
        'Dahulu, memeriksakan kandungan dari Pulau Lintah berarti tiga jam di atas perahu kayu dan menginap semalam. Sejak Agustus, kliniklah yang datang. Setiap Selasa, perahu bercat putih merapat membawa dua bidan, seorang dokter, dan alat ultrasonografi seukuran telepon genggam.',
        'Sembilan pulau dilayani bergiliran, dengan jadwal yang mengikuti pasang. Dalam empat bulan tercatat 1.340 kunjungan, mulai dari imunisasi sampai kacamata baca. Tiga ibu dengan kehamilan berisiko dapat dirujuk lebih awal.',
        '“Yang paling sering kami resepkan sebenarnya waktu untuk didengar,” kata dr. Anindita Prameswari. Bagi warga, jadwal itu sudah seperti hari pasar: ada yang berobat, ada yang menjual pisang, ada yang sekadar ingin tahu kabar pulau sebelah.',
      ],
    },
    {
      slug: 'senam-lansia-di-atap-pasar',
      title: 'Senam Lansia di Atap Pasar, Tensi Turun, Gosip Jalan Terus',
      summary:
        'Setiap pagi enam puluh kakek dan nenek berkumpul di lantai parkir. Syarat ikut hanya satu: sepatu tidak licin.',
      date: '2026-11-13',
      mood: 'funny',
      body: [
        'Pukul enam pagi, lantai parkir Pasar Gajahan penuh oleh enam puluh orang berkaus kuning. Musiknya dangdut lawas, gerakannya pelan, dan obrolannya tidak pernah berhenti. “Yang dilatih jantung dan lidah,” kata Mbah Karti (77), anggota tertua.',
        'Kelompok yang didampingi puskesmas itu memeriksa tekanan darah setiap Senin. Setelah enam bulan, dua pertiga anggotanya mencatat tekanan yang lebih terkendali, dan hampir semuanya mengaku tidur lebih nyenyak.',
        'Instruktur pernah mencoba mengganti musik dengan lagu masa kini. Percobaan itu berakhir dalam empat menit setelah tiga peserta duduk dan memesan bubur. Sejak itu daftar lagu ditentukan lewat musyawarah.',
      ],
    },
    {
      slug: 'demam-berdarah-meningkat-kenali-gejalanya',
      title: 'Kasus Demam Berdarah Meningkat di Tiga Kecamatan, Kenali Gejalanya',
      summary:
        'Puskesmas membuka layanan sampai malam. Warga diminta menguras bak air dan segera memeriksakan demam tinggi.',
      date: '2026-11-11',
      mood: 'grave',
      body: [
        'Dinas kesehatan Kota Samirana mencatat 214 kasus demam berdarah sejak awal Oktober, terbanyak di tiga kecamatan padat penduduk. Dua pasien anak meninggal dunia. Angka itu naik dibandingkan dengan periode yang sama tahun lalu.',
        'Tenaga kesehatan mengingatkan agar demam tinggi yang berlangsung lebih dari dua hari segera diperiksakan, terutama jika disertai nyeri perut, muntah, atau bintik merah. Masa kritis kerap datang justru ketika demam mulai turun.',
        'Empat puskesmas kini buka sampai pukul sembilan malam, dan juru pemantau jentik berkeliling dari rumah ke rumah. Warga diminta menguras dan menutup penampungan air, serta menyingkirkan wadah bekas yang dapat menampung hujan.',
      ],
    },
    {
      slug: 'antrean-loket-mengular-warga-minta-tambahan',
      title: 'Antrean Loket Mengular sejak Subuh, Pasien Minta Jalur Tambahan',
      summary:
        'Sistem pendaftaran baru sering terputus. Rumah sakit daerah membuka kembali loket manual untuk sementara.',
      date: '2026-11-04',
      mood: 'upset',
      body: [
        'Nomor antrean 212 dipegang Sutinah (63) sejak pukul empat pagi. Menjelang siang, layar di lobi Rumah Sakit Daerah Giriwana baru menampilkan angka 90. “Saya hanya mau mengambil obat darah tinggi,” katanya.',
        'Antrean memanjang sejak sistem pendaftaran baru dipakai pekan lalu. Sambungan data sering terputus, sehingga petugas harus mengetik ulang identitas pasien. Beberapa orang pulang tanpa sempat dilayani.',
        'Direktur rumah sakit meminta maaf dan membuka kembali empat loket manual, dengan jalur khusus bagi lansia dan penyandang disabilitas. Pengambilan obat rutin dapat diwakilkan keluarga. Perbaikan sistem dijanjikan selesai dalam sepuluh hari.',
      ],
    },
    {
      slug: 'dapur-sekolah-dan-sayur-kelor',
      title: 'Dapur Sekolah Membuat Anak-Anak Jatuh Cinta pada Daun Kelor',
      summary: 'Rahasianya bukan nasihat, melainkan perkedel. Kebun di belakang kelas kini ikut dirawat murid.',
      date: '2026-10-31',
      mood: 'warm',
      body: [
        'Selama berbulan-bulan sayur bening kelor di dapur SD Tanjung Bakung selalu tersisa. Lalu juru masaknya, Bu Romlah, mencincang daun itu halus-halus dan menyembunyikannya di dalam perkedel. Hari itu wajan kosong dalam dua puluh menit.',
        'Kini kelor hadir sebagai perkedel, mi hijau, dan puding. Murid juga diajak menanamnya di belakang kelas, dan setiap anak bertanggung jawab atas satu pohon. Petugas gizi mencatat kehadiran siswa naik, terutama pada hari perkedel.',
        '“Anak-anak akhirnya tahu apa yang mereka makan, dan tidak marah,” kata Romlah. Resepnya ditulis di papan kantin agar dapat dicoba di rumah. Beberapa ayah dilaporkan ikut ketagihan.',
      ],
    },
    {
      slug: 'remaja-tidur-lebih-cukup-setelah-sekolah-mundur-setengah-jam',
      title: 'Jam Masuk Mundur Setengah Jam, Remaja Tidur Lebih Cukup',
      summary:
        'Uji coba di empat sekolah menunjukkan tambahan tidur 26 menit per malam dan lebih sedikit kepala di atas meja.',
      date: '2026-10-25',
      mood: 'wonder',
      body: [
        'Sejak awal semester, empat sekolah menengah di Samirana memundurkan jam masuk dari pukul 06.45 menjadi 07.15. Perubahannya kecil, tetapi hasil pengamatan selama tiga bulan membuat para guru terkejut.',
        'Dari 820 siswa yang mengisi catatan harian, rata-rata waktu tidur bertambah 26 menit. Keterlambatan turun separuh. Guru mata pelajaran pertama melaporkan lebih sedikit kepala yang rebah di atas meja.',
        'Peneliti mengingatkan bahwa uji coba ini masih terbatas dan belum memperhitungkan jadwal orang tua yang mengantar. Pemerintah kota akan mendengar pendapat wali murid sebelum memutuskan kelanjutannya pada Januari.',
      ],
    },
  ],
};
