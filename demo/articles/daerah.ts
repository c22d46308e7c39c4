import type { Category } from './types.ts';

export const daerah: Category = {
  id: 'daerah',
  name: 'Daerah',
  articles: [
    {
      slug: 'jembatan-gantung-dua-dusun-akhirnya-tersambung',
      title: 'Jembatan Gantung Rampung, Dua Dusun Bertetangga Akhirnya Tersambung',
      summary:
        'Jarak ke sekolah menyusut dari tujuh kilometer menjadi enam ratus meter. Seekor kerbau menjadi penyeberang pertama.',
      date: '2026-11-13',
      mood: 'warm',
      art: 'jembatan',
      body: [
        'Dusun Ciburial dan Dusun Pasirangin saling terlihat, tetapi selama puluhan tahun dipisahkan jurang dan tujuh kilometer jalan memutar. Kamis pagi, jembatan gantung sepanjang 110 meter di antara keduanya resmi dibuka.',
        'Rencananya kepala desa menjadi penyeberang pertama. Namun, seekor kerbau milik Abah Udin menerobos pita dan berjalan tenang sampai ke ujung. Hadirin menganggapnya sebagai uji beban yang sah.',
        'Jembatan dibangun dengan dana desa dan tenaga 140 warga. Bagi murid sekolah dasar, perjalanan menyusut menjadi enam ratus meter. “Sekarang tidak ada alasan terlambat,” kata Neng Rahma (10), lalu berpikir sejenak. “Kecuali ada kerbau.”',
      ],
    },
    {
      slug: 'rob-rendam-tiga-kampung-pesisir',
      title: 'Rob Merendam Tiga Kampung Pesisir, Ratusan Warga Mengungsi',
      summary:
        'Air laut naik sampai satu meter pada malam hari. Dapur umum dan pos kesehatan dibuka di gedung sekolah.',
      date: '2026-11-10',
      mood: 'grave',
      body: [
        'Air laut masuk ke permukiman Kampung Muarareja, Tambakan, dan Kalibuntu pada Senin malam, bertepatan dengan pasang tertinggi bulan ini. Di beberapa gang, ketinggian air mencapai satu meter. Sebanyak 386 orang mengungsi ke gedung sekolah.',
        'Tanggul tanah di sisi timur jebol sepanjang dua puluh meter. Petugas dan warga menutupnya sementara dengan karung pasir. Listrik di dua kampung dipadamkan demi keselamatan, dan satu warga lansia dirawat karena hipotermia.',
        'Dapur umum melayani tiga kali makan sehari, sedangkan pos kesehatan menyediakan obat kulit dan susu bayi. Badan cuaca memperkirakan pasang tinggi masih terjadi sampai Jumat. Warga diminta tidak menyeberangi genangan pada malam hari.',
      ],
    },
    {
      slug: 'kambing-masuk-kantor-kelurahan-makan-formulir',
      title: 'Kambing Masuk Kantor Kelurahan, Tiga Formulir Habis Dimakan',
      summary:
        'Pemohon diminta mengisi ulang. Lurah menyebut kejadian itu sebagai dorongan untuk beralih ke layanan digital.',
      date: '2026-11-06',
      mood: 'funny',
      body: [
        'Pelayanan di Kantor Kelurahan Sidomukti terhenti dua puluh menit pada Jumat pagi setelah seekor kambing masuk melalui pintu samping, naik ke meja pelayanan, dan memakan tiga formulir surat pindah.',
        'Saksi mata menyebut kambing itu tenang dan tidak mengambil nomor antrean. Petugas keamanan membujuknya keluar dengan daun nangka. Pemiliknya, yang ternyata sedang mengantre surat keterangan usaha, langsung meminta maaf kepada para pemohon.',
        'Formulir diisi ulang, dan ketiga pemohon dilayani lebih dulu. Lurah Sidomukti, Hendra Palasari, mengambil hikmahnya. “Sudah lama kami ingin beralih ke formulir digital,” ujarnya. “Rupanya ada yang lebih tidak sabar daripada kami.”',
      ],
    },
    {
      slug: 'jalan-baru-ditambal-retak-lagi',
      title: 'Sebulan Ditambal, Jalan Penghubung Giriwana Retak Lagi',
      summary: 'Warga menandai 41 lubang dengan cat putih. Kontraktor diminta memperbaiki dengan biaya sendiri.',
      date: '2026-10-30',
      mood: 'upset',
      body: [
        'Empat puluh satu lingkaran putih kini menghiasi jalan penghubung Giriwana–Wanagiri. Warga melukisnya di sekeliling lubang yang muncul kembali, hanya sebulan setelah ruas sepanjang tiga kilometer itu selesai ditambal.',
        'Dua pengendara motor terjatuh pada pekan lalu dan mengalami luka ringan. “Kami bukan mau melukis jalan,” kata Komarudin, pemilik bengkel di tepi ruas itu. “Kami hanya ingin orang yang lewat malam hari bisa melihat.”',
        'Dinas pekerjaan umum menyatakan pekerjaan masih dalam masa pemeliharaan, sehingga kontraktor wajib memperbaiki tanpa biaya tambahan. Pemeriksaan lapisan bawah dijadwalkan Rabu, dan hasilnya akan diumumkan kepada warga.',
      ],
    },
    {
      slug: 'kampung-atas-awan-terang-oleh-surya',
      title: 'Kampung di Atas Awan Terang oleh Surya, Televisi Pertama Menyala',
      summary:
        'Sembilan puluh dua rumah mendapat listrik sepanjang malam. Warga memilih menyalakan mesin jahit lebih dulu.',
      date: '2026-10-24',
      mood: 'wonder',
      body: [
        'Pukul enam sore, untuk pertama kalinya, Kampung Lembahsari tidak ikut gelap bersama matahari. Panel surya di lapangan bekas jemuran cengkih kini menerangi 92 rumah sepanjang malam, di ketinggian 1.500 meter.',
        'Selama ini warga mengandalkan genset yang menyala tiga jam dengan bahan bakar yang dipikul dari lembah. Iuran listrik surya disepakati Rp25 ribu per bulan, dikelola oleh dua teknisi muda yang dilatih selama setahun.',
        'Televisi pertama dinyalakan di balai kampung, tetapi penontonnya cepat bubar. Rupanya suara mesin jahit dari rumah Ibu Marlina lebih menarik: ia menerima jahitan seragam malam itu juga. “Dulu saya menjahit mengejar matahari,” katanya.',
      ],
    },
  ],
};
