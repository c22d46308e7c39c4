import type { Category } from './types.ts';

export const lingkungan: Category = {
  id: 'lingkungan',
  name: 'Lingkungan',
  articles: [
    {
      slug: 'penyu-hijau-kembali-bertelur-di-pantai-nyiur',
      title: 'Setelah Delapan Tahun, Penyu Hijau Kembali Bertelur di Pantai Nyiur',
      summary:
        'Warga memadamkan lampu warung setiap malam sejak awal musim. Pekan ini, jejak sirip pertama terlihat di pasir.',
      date: '2026-11-19',
      mood: 'warm',
      art: 'penyu',
      body: [
        'Jejak itu ditemukan Pak Sardi, penjaga warung kelapa, saat menyapu halaman pukul lima pagi: dua alur sejajar selebar satu meter, dari bibir air sampai ke bawah pohon waru. Di ujungnya, pasir tampak baru digali. Petugas konservasi menghitung 97 butir telur penyu hijau di dalam sarang itu.',
        'Pantai Nyiur pernah menjadi tempat bertelur yang ramai sebelum deretan lampu warung membuat penyu enggan naik. Sejak Maret, pedagang sepakat mengganti bohlam putih dengan lampu kuning redup dan memadamkannya setelah pukul sembilan malam.',
        '“Pembeli semula mengira kami tutup,” kata Sardi. “Sekarang mereka malah datang untuk duduk dalam gelap dan mendengar ombak.” Sarang kini dipagari bambu. Jika suhu pasir bertahan, tukik diperkirakan menetas pada pertengahan Januari.',
      ],
    },
    {
      slug: 'bank-sampah-gang-melati-olah-dua-ton-sebulan',
      title: 'Gang Selebar Dua Meter Ini Mengolah Dua Ton Sampah Sebulan',
      summary:
        'Di Gang Melati, setoran botol dan kardus dicatat seperti tabungan, dan dicairkan menjelang tahun ajaran baru.',
      date: '2026-11-14',
      mood: 'warm',
      body: [
        'Timbangan gantung di mulut Gang Melati, Kota Samirana, tidak pernah lama menganggur. Setiap Sabtu pagi ibu-ibu, anak sekolah, sampai pemilik kos datang membawa karung berisi botol, kardus, dan minyak jelantah yang sudah dipilah.',
        'Bank sampah yang dimulai sebelas keluarga itu kini melayani 214 nasabah. Sisa dapur masuk ke drum kompos di atap rumah warga, sedangkan plastik yang tak laku dijual dicacah menjadi bahan paving untuk gang itu sendiri.',
        'Pengurus, Yuliana Hartati, mengatakan saldo paling sering diambil pada Juli untuk seragam dan buku tulis. “Anak-anak di sini tahu sepatu sekolahnya berasal dari mana,” ujarnya. Dua kelurahan tetangga sudah meminta diajari cara mencatatnya.',
      ],
    },
    {
      slug: 'embung-wanagiri-tinggal-sepertiga',
      title: 'Kemarau Memanjang, Air Embung Wanagiri Tinggal Sepertiga',
      summary:
        'Giliran air bersih di enam dusun diatur ulang menjadi dua hari sekali. Sawah tadah hujan terancam gagal tanam.',
      date: '2026-11-11',
      mood: 'grave',
      body: [
        'Papan ukur di tepi Embung Wanagiri menunjukkan angka terendah sejak dibangun dua belas tahun lalu. Tanah di tepinya pecah-pecah, dan perahu karet yang biasa dipakai membersihkan eceng gondok kini tergeletak di lumpur kering.',
        'Pengelola air desa membagi giliran menjadi dua hari sekali untuk enam dusun, dengan tangki keliling bagi rumah di lereng atas. Sekitar 180 hektare sawah tadah hujan belum dapat ditanami karena benih yang disemai dua pekan lalu mengering.',
        'Prakirawan cuaca setempat menyebut hujan baru akan turun merata pada dasarian kedua Desember. Sambil menunggu, warga menggali sumur resapan di halaman balai dusun. “Kami pernah melewati yang begini,” kata Ketua Dusun Karangtengah, Mulyadi. “Bedanya, sekarang kami bersiap lebih awal.”',
      ],
    },
    {
      slug: 'lebah-mungil-penjaga-kebun-kopi-arumba',
      title: 'Lebah Mungil Tanpa Sengat Naikkan Panen Kopi di Lembah Arumba',
      summary:
        'Kotak kayu seukuran buku telepon digantung di antara pohon kopi. Hasilnya membuat petani menghitung ulang dua kali.',
      date: '2026-11-06',
      mood: 'wonder',
      body: [
        'Petani di Lembah Arumba menggantung 300 kotak lebah klanceng di kebun kopi sejak awal tahun. Lebah sebesar butir beras itu tidak menyengat, tidak terbang jauh, dan rajin mengunjungi bunga kopi yang hanya mekar beberapa hari.',
        'Pada panen pertama, bobot buah di kebun yang berlebah tercatat 22 persen lebih tinggi daripada kebun pembanding. Bijinya juga lebih seragam. Petani sempat mengulang penimbangan karena mengira timbangannya salah.',
        '“Selama ini kami memikirkan pupuk, bukan siapa yang mengawinkan bunganya,” kata Agus Tirtana, ketua kelompok tani. Sebagai bonus, setiap kotak menghasilkan sekitar seperempat liter madu asam yang laku dijual kepada pembuat minuman.',
      ],
    },
    {
      slug: 'ikan-semah-terlihat-lagi-di-hulu-kalimaya',
      title: 'Ikan Semah Terlihat Lagi di Hulu Kalimaya, Kamera Anak SMA Jadi Saksi',
      summary:
        'Sekelompok pelajar menaruh kamera kedap air di lubuk sungai dan merekam ikan yang lama disangka hilang.',
      date: '2026-10-31',
      mood: 'wonder',
      body: [
        'Rekaman itu hanya berdurasi sebelas detik. Seekor ikan bersisik keemasan sepanjang lengan melintas di depan lensa, berbalik, lalu hilang di balik batu. Bagi peneliti ikan air tawar, sebelas detik itu cukup: semah masih ada di hulu Sungai Kalimaya.',
        'Kamera dipasang lima anggota klub alam SMA Negeri Giriwana untuk tugas akhir semester. Mereka membungkusnya dengan kotak bekal bening dan pemberat dari kantong kerikil. “Kami sebenarnya mencari kepiting,” kata Naila, ketua klub.',
        'Tim dari perguruan tinggi setempat akan mengambil contoh air untuk memastikan jumlahnya. Sementara itu, dua desa di hulu sepakat menetapkan lubuk tersebut sebagai lubuk larangan: tidak ada kail, jala, maupun setrum sampai waktu yang ditentukan bersama.',
      ],
    },
    {
      slug: 'sungai-berbusa-warga-minta-penjelasan',
      title: 'Sungai Berbusa Tiga Hari, Warga Cikembar Minta Penjelasan',
      summary:
        'Dinas lingkungan mengambil contoh air di empat titik. Hasil uji laboratorium dijanjikan keluar dalam sepekan.',
      date: '2026-10-27',
      mood: 'upset',
      body: [
        'Busa putih setinggi lutut menutupi permukaan Sungai Cikembar sejak Minggu pagi. Bau menyengat tercium sampai ke sekolah dasar di seberang jalan sehingga kegiatan di lapangan dipindahkan ke dalam ruangan.',
        'Dinas lingkungan kota mengambil contoh air di empat titik dan memeriksa saluran buangan tiga tempat usaha di hulu. Kepala bidang pengawasan mengatakan belum dapat menyimpulkan sumbernya sebelum hasil laboratorium keluar dalam tujuh hari.',
        'Warga meminta hasil itu diumumkan terbuka di balai kelurahan. “Ini ketiga kalinya dalam setahun,” kata Rina Kusuma, ketua rukun tetangga. “Kami tidak ingin menuduh siapa-siapa. Kami ingin tahu apa yang kami cium setiap pagi.”',
      ],
    },
  ],
};
