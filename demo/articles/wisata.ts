import type { Category } from './types.ts';

export const wisata: Category = {
  id: 'wisata',
  name: 'Wisata',
  articles: [
    {
      slug: 'rel-tua-menjadi-jalur-sepeda',
      title: 'Rel Tua Sepanjang Dua Puluh Kilometer Menjadi Jalur Sepeda',
      summary: 'Melewati tiga terowongan, dua jembatan besi, dan sebuah stasiun yang kini menyajikan pisang goreng.',
      date: '2026-11-12',
      mood: 'wonder',
      art: 'sawah',
      body: [
        'Kereta terakhir lewat di sini pada 1978. Setelah lama tertutup semak, bekas jalur rel antara Samirana dan Pucangan sepanjang dua puluh kilometer kini rata, rindang, dan boleh dilalui siapa saja yang mengayuh atau berjalan kaki.',
        'Jalurnya landai karena dirancang untuk lokomotif uap. Pesepeda melewati tiga terowongan batu, dua jembatan besi di atas sawah, dan Stasiun Karangnongko yang loketnya kini menjual pisang goreng dan kopi.',
        'Pengelolanya paguyuban desa di sepanjang jalur, yang bergiliran menyapu dan merawat lampu terowongan. Penyewaan sepeda tersedia di kedua ujung. Petunjuk tertulis di peron lama: dahulukan pejalan kaki, anak kecil, dan bebek.',
      ],
    },
    {
      slug: 'desa-langit-gelap-undang-pemburu-bintang',
      title: 'Desa Ini Sengaja Mematikan Lampu agar Tamu Melihat Bimasakti',
      summary:
        'Setiap malam bulan baru, warga menurunkan sakelar bersama-sama. Penginapan penuh sampai tiga bulan ke depan.',
      date: '2026-11-07',
      mood: 'wonder',
      art: 'observatorium',
      body: [
        'Pukul delapan malam, kentungan dipukul tiga kali. Satu per satu jendela Desa Pucangan menggelap sampai yang tersisa hanya bara tungku dan suara jangkrik. Lalu, di atas kepala, Bimasakti tampak seperti asap yang membeku.',
        'Malam Langit Gelap digelar setiap bulan baru sejak tahun lalu. Tamu diajak berjalan ke bukit dengan senter merah, sementara tetua desa bercerita tentang rasi bintang yang dulu menandai musim tanam.',
        'Delapan belas rumah warga menerima tamu, dan seluruhnya terisi sampai Februari. “Kami menjual sesuatu yang tidak perlu dibuat,” kata pengelola, Larasati. “Hanya perlu tidak dirusak.” Pengunjung dibatasi enam puluh orang per malam.',
      ],
    },
    {
      slug: 'tiket-masuk-telaga-naik-dua-kali-lipat',
      title: 'Tiket Masuk Telaga Warna Biru Naik Dua Kali Lipat, Pengunjung Mengeluh',
      summary: 'Pengelola menyebut tambahan dana untuk perbaikan jalur. Pedagang khawatir akhir pekan menjadi sepi.',
      date: '2026-11-05',
      mood: 'upset',
      body: [
        'Mulai awal bulan, tiket masuk Telaga Warna Biru naik dari Rp15 ribu menjadi Rp30 ribu per orang. Papan pemberitahuan baru dipasang pada hari pemberlakuan, sehingga banyak rombongan terkejut di gerbang.',
        'Pengelola menjelaskan bahwa separuh pendapatan akan dipakai memperbaiki jalur pejalan kaki dan toilet, yang selama ini paling sering dikeluhkan. Anak di bawah tujuh tahun serta warga tiga desa penyangga tetap gratis.',
        'Pedagang meminta ada masa peralihan. “Kami setuju toiletnya diperbaiki,” kata Titin, penjual jagung bakar, “tetapi jangan sampai yang datang tinggal toiletnya.” Pertemuan antara pengelola dan pedagang dijadwalkan Senin.',
      ],
    },
    {
      slug: 'layang-layang-naga-tersangkut-tangki-air',
      title: 'Layang-Layang Naga 60 Meter Tersangkut, Warga Menonton sambil Makan Siang',
      summary: 'Butuh empat jam, dua tangga, dan satu pawang angin untuk menurunkan sang naga dengan selamat.',
      date: '2026-10-29',
      mood: 'funny',
      body: [
        'Festival Layang-Layang Pantai Randu berjalan lancar sampai pukul sebelas, ketika naga sepanjang enam puluh meter mengubah rencana. Angin berbelok, tali tergelincir, dan kepala naga mendarat mesra di puncak tangki air kecamatan.',
        'Upaya penyelamatan berlangsung empat jam. Petugas pemadam membawa dua tangga, panitia mendatangkan seorang pawang angin, dan warga membawa nasi bungkus. “Pertunjukan terbaik tahun ini,” kata seorang penonton yang enggan pulang.',
        'Naga akhirnya turun dengan selamat, kehilangan satu kumis. Pembuatnya, kelompok Bayu Saketi, menyatakan kumis pengganti akan selesai sebelum lomba puncak pada hari Minggu. Tangki air kecamatan dilaporkan tidak mengajukan keberatan.',
      ],
    },
    {
      slug: 'menginap-di-rumah-panggung-belajar-membuat-sagu',
      title: 'Menginap di Rumah Panggung, Pulang dengan Tangan Beraroma Sagu',
      summary:
        'Tamu tidak dilayani, tetapi diajak bekerja: memarut, memeras, dan menunggu. Anehnya, mereka selalu ingin kembali.',
      date: '2026-10-25',
      mood: 'warm',
      body: [
        'Tidak ada lonceng resepsionis di Kampung Air Manis. Tamu disambut dengan sebilah parang kecil dan pertanyaan sederhana: mau ikut ke dusun sagu? Kebanyakan menjawab ya sebelum tahu bahwa perjalanannya satu jam mendayung.',
        'Di hutan, mereka belajar menokok empulur, meremasnya dengan air sungai, lalu menunggu pati mengendap. Sorenya, hasil kerja itu menjadi papeda di meja panjang, dengan ikan kuah kuning dan tawa karena tak seorang pun bisa menggulungnya dengan benar.',
        'Lima belas rumah panggung menerima tamu secara bergiliran, agar penghasilan terbagi rata. “Kami tidak punya kolam renang,” kata Mama Agustina, penggagasnya. “Kami punya sungai, dan sungainya tidak perlu ditutup pukul enam.”',
      ],
    },
  ],
};
