import type { Category } from './types.ts';

export const olahraga: Category = {
  id: 'olahraga',
  name: 'Olahraga',
  articles: [
    {
      slug: 'ganda-putri-samirana-juara-dalam-tiga-gim',
      title: 'Tertinggal Enam Angka, Ganda Putri Samirana Balik Menjadi Juara',
      summary: 'Laga final berlangsung 94 menit. Reli terpanjang 71 pukulan, dan penonton lupa duduk.',
      date: '2026-11-16',
      mood: 'wonder',
      art: 'kok',
      body: [
        'Papan angka menunjukkan 12–18 pada gim ketiga ketika Kirana Ayuningtyas menyeka raket dan berkata kepada pasangannya, “Satu-satu saja.” Dua puluh menit kemudian mereka berpelukan di tengah lapangan sebagai juara Piala Nusa.',
        'Pasangan Kirana dan Meilani Tandra menang 19–21, 21–17, 23–21 dalam 94 menit. Reli terpanjang mencapai 71 pukulan dan berakhir dengan kok menyentuh bibir net, menggantung sesaat, lalu jatuh di sisi lawan.',
        'Keduanya berlatih di gedung serbaguna yang atapnya masih bocor jika hujan. Pelatih mereka, Rudi Setiabudi, mengatakan ember penampung air sudah dianggap sebagai pemain ketiga. Pekan depan mereka kembali berlatih, “dengan ember yang sama”.',
      ],
    },
    {
      slug: 'pelari-tunanetra-tuntaskan-maraton-pertama',
      title: 'Seutas Tali, Empat Jam: Pelari Tunanetra Tuntaskan Maraton Pertamanya',
      summary:
        'Ilham berlari bersama pemandu yang baru dikenalnya tiga bulan. Mereka melintasi garis akhir dengan langkah yang sama.',
      date: '2026-11-15',
      mood: 'warm',
      body: [
        'Tali pengikat di pergelangan tangan itu panjangnya hanya tiga puluh sentimeter. Dengan tali itulah Ilham Nugraha (34), pelari tunanetra, dan pemandunya, Sari Wulandari, menuntaskan Maraton Pesisir Samirana dalam 4 jam 11 menit.',
        'Mereka baru tiga bulan berlatih bersama. Sari belajar menyebut setiap polisi tidur, genangan, dan tikungan; Ilham belajar memercayai jeda di antara kata-katanya. Pada kilometer 35, keduanya berhenti bicara dan hanya mendengarkan langkah.',
        'Di garis akhir, Ilham bertanya seperti apa pemandangannya. “Ramai, dan semuanya menangis,” jawab Sari. Komunitas pelari setempat kini membuka pelatihan pemandu. Lima puluh orang mendaftar dalam dua hari.',
      ],
    },
    {
      slug: 'kalah-sembilan-gol-tetap-diarak-keliling-desa',
      title: 'Kalah 0–9, Tim Sepak Bola Desa Tetap Diarak Keliling Kampung',
      summary: 'Kiper menepis 31 tembakan, lalu meminta maaf kepada ibunya. Warga menyambut dengan tumpeng dan rebana.',
      date: '2026-11-08',
      mood: 'funny',
      body: [
        'Skor akhirnya 0–9, tetapi tidak ada yang menangis di bus pulang. Tim Desa Randusari, yang untuk pertama kalinya lolos ke turnamen kabupaten, justru bernyanyi sepanjang jalan. Di gerbang desa, rebana dan tumpeng sudah menunggu.',
        'Kiper Asep Sunarya menjadi pahlawan tak terduga. Ia menepis 31 tembakan sebelum kebobolan yang kesembilan, lalu menghadap kamera dan meminta maaf kepada ibunya karena kausnya kotor lagi. Sang ibu menonton dari warung dan langsung menyiapkan deterjen.',
        'Pelatih menyebut ada kemajuan: pada laga uji coba mereka kalah 0–14. “Kalau grafiknya begini terus, tiga tahun lagi kami seri,” katanya. Pemerintah desa menjanjikan gawang baru, sebab yang lama terlalu sering kemasukan.',
      ],
    },
    {
      slug: 'lintasan-dayung-danau-leburan-dibuka-lagi',
      title: 'Lintasan Dayung Danau Leburan Dibuka Lagi setelah Eceng Gondok Dibersihkan',
      summary:
        'Dua bulan gotong royong membuka 1.200 meter lintasan. Atlet muda kembali berlatih sebelum matahari terbit.',
      date: '2026-11-03',
      mood: 'warm',
      body: [
        'Kabut masih menggantung ketika empat perahu dayung meluncur di Danau Leburan. Sudah tiga tahun lintasan itu tertutup eceng gondok, dan para atlet muda terpaksa berlatih dengan mesin di gudang kelurahan.',
        'Pembersihan dilakukan selama dua bulan oleh nelayan, pelajar, dan pengurus klub. Tanaman yang diangkat dijadikan kompos dan anyaman tas. Lintasan sepanjang 1.200 meter kini dibatasi pelampung dari botol bekas.',
        'Atlet berusia 16 tahun, Putu Lestari, mengaku sempat lupa rasanya angin. “Di mesin, yang terdengar hanya kipas,” katanya. Klub menargetkan tiga perahu turun pada kejuaraan pelajar bulan Maret.',
      ],
    },
    {
      slug: 'jadwal-liga-pelajar-mundur-mendadak',
      title: 'Jadwal Liga Pelajar Mundur Mendadak, Orang Tua Keluhkan Biaya',
      summary:
        'Rombongan dari luar pulau sudah telanjur membeli tiket kapal. Panitia menjanjikan penggantian sebagian ongkos.',
      date: '2026-10-27',
      mood: 'upset',
      body: [
        'Pengumuman itu datang empat hari sebelum peluit pertama: Liga Pelajar Nusa diundur dua pekan karena lapangan belum lolos pemeriksaan. Bagi rombongan dari luar pulau, kabar tersebut berarti tiket kapal hangus dan jadwal ulangan bertabrakan.',
        '“Kami mengumpulkan uang dari jualan kue selama tiga bulan,” kata Fitri Handayani, orang tua salah seorang pemain dari Pulau Selayang. Sedikitnya sembilan tim menyampaikan keberatan secara tertulis.',
        'Ketua panitia meminta maaf dan menyatakan keselamatan pemain menjadi pertimbangan utama, setelah drainase lapangan dinilai tidak memadai. Penggantian ongkos akan dihitung bersama perwakilan tim pada pekan ini.',
      ],
    },
  ],
};
