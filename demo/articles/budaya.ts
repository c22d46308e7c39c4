import type { Category } from './types.ts';

export const budaya: Category = {
  id: 'budaya',
  name: 'Budaya',
  articles: [
    {
      slug: 'gamelan-remaja-dari-tutup-panci',
      title: 'Gamelan Tutup Panci Kelompok Remaja Ini Diundang ke Panggung Besar',
      summary:
        'Tak punya gong, mereka menala wajan dan tutup panci selama setahun. Hasilnya membuat para empu bertepuk tangan.',
      date: '2026-11-17',
      mood: 'wonder',
      art: 'gong',
      body: [
        'Tidak ada perunggu di sanggar Swara Pawon. Yang ada ialah empat puluh tutup panci, sembilan wajan, dan selusin pipa besi, semuanya sudah dikikir sedikit demi sedikit sampai nadanya pas. Dari situlah gending mengalun setiap Rabu sore.',
        'Kelompok beranggotakan 23 remaja itu berdiri karena gamelan desa rusak dan belum ada dana untuk memperbaikinya. Pelatih mereka, Ki Suryanata, semula hanya ingin anak-anak tidak lupa ketukan. “Lama-lama telinga saya sendiri yang tertipu,” katanya.',
        'Bulan depan mereka tampil di Gedung Kesenian Samirana dengan komposisi baru berjudul “Dapur Pukul Empat”. Ibu-ibu desa turut hadir, sebagian untuk menonton, sebagian untuk memastikan tutup pancinya pulang.',
      ],
    },
    {
      slug: 'tenun-warna-akar-dan-daun-nila',
      title: 'Merah dari Akar, Biru dari Daun: Penenun Selayang Kembali ke Pewarna Alam',
      summary:
        'Satu kain memerlukan enam bulan. Penenun muda mulai menanam nila di pekarangan agar warnanya tak putus.',
      date: '2026-11-12',
      mood: 'warm',
      body: [
        'Tangan Mama Yosefina biru sampai ke siku. Sudah tiga hari ia mencelup benang ke dalam tempayan nila, menjemurnya, lalu mencelupnya lagi. Untuk biru yang hampir hitam diperlukan dua puluh celupan, dan tak satu pun boleh tergesa.',
        'Selama puluhan tahun penenun Pulau Selayang memakai pewarna pabrik karena lebih cepat. Lima tahun terakhir, sekelompok penenun muda menanam nila dan mengkudu di pekarangan serta belajar kembali takaran kapur dari para tetua.',
        'Satu kain selesai dalam enam bulan dan kini dihargai sepadan. Motifnya tetap motif lama: perahu, jejak ayam, dan bintang penunjuk arah. “Kalau benangnya kusut, jangan dipotong,” pesan Mama Yosefina kepada muridnya. “Duduk, cari ujungnya.”',
      ],
    },
    {
      slug: 'naskah-lontar-kini-dapat-dibaca-siapa-saja',
      title: 'Naskah Lontar Berusia Tiga Abad Kini Dapat Dibaca Siapa Saja',
      summary:
        'Empat ratus lembar dipotret dan dialihaksarakan, termasuk resep obat batuk dan catatan utang seekor kerbau.',
      date: '2026-11-07',
      mood: 'wonder',
      body: [
        'Lembar-lembar lontar itu tersimpan di peti kayu cendana, dibungkus kain, dan hanya dikeluarkan setahun sekali. Kini 412 lembar naskah milik enam keluarga di Lembah Arumba sudah dipotret, dialihaksarakan, dan dapat dibaca dalam jaringan.',
        'Isinya tidak hanya silsilah dan doa. Ada resep obat batuk dari daun sirih, cara memilih kayu perahu, juga catatan utang seekor kerbau yang tampaknya belum lunas. Keturunan kedua keluarga sepakat menganggapnya impas.',
        'Pemotretan dilakukan di rumah pemilik agar naskah tidak perlu berpindah. Filolog Dewi Kamaratih menyebut cara itu lebih lambat, tetapi menenangkan semua orang. “Naskahnya tetap di rumah,” katanya. “Yang bepergian hanya ceritanya.”',
      ],
    },
    {
      slug: 'dalang-cilik-lupa-naskah-penonton-terpingkal',
      title: 'Lupa Naskah, Dalang Cilik Malah Membuat Penonton Terpingkal',
      summary:
        'Tokoh raksasanya mendadak meminta izin pulang karena besok ulangan. Pertunjukan berlangsung dua jam lebih lama.',
      date: '2026-11-01',
      mood: 'funny',
      body: [
        'Baru setengah jam mendalang, Raka (10) lupa lanjutan ceritanya. Gamelan menunggu. Penonton menunggu. Lalu raksasa di tangan kirinya berdeham dan berkata bahwa ia harus pamit karena besok ada ulangan matematika.',
        'Penonton di alun-alun Giriwana meledak tertawa, dan sejak saat itu naskah tinggal kenangan. Para kesatria berdebat soal pekerjaan rumah, seekor kera mengeluhkan uang jajan, dan sang raja ternyata belum mandi sore.',
        'Pertunjukan yang direncanakan satu jam berlangsung tiga jam. Gurunya, Ki Darmawan, mengaku sempat hendak naik ke panggung untuk menolong. “Untung tidak jadi,” ujarnya. “Malam itu dia menemukan suaranya sendiri.”',
      ],
    },
    {
      slug: 'maestro-tari-topeng-berpulang',
      title: 'Maestro Tari Topeng Nyi Rasminah Berpulang pada Usia 88 Tahun',
      summary:
        'Ia menari sejak umur tujuh tahun dan meninggalkan ratusan murid. Topeng kesayangannya diserahkan kepada sanggar.',
      date: '2026-10-26',
      mood: 'grave',
      body: [
        'Gong dipukul satu kali, lama dibiarkan mengalun sampai senyap. Begitulah murid-murid melepas Nyi Rasminah, maestro tari topeng dari Tanjung Kemuning, yang berpulang pada Minggu dini hari dalam usia 88 tahun.',
        'Ia mulai menari pada usia tujuh tahun, berkeliling dari hajatan ke hajatan, dan mengajar hampir tanpa henti selama enam dasawarsa. Sampai tahun lalu ia masih duduk di tepi sanggar, membetulkan letak jari murid dengan ujung kipas.',
        'Topeng Panji yang dipakainya sejak remaja diserahkan keluarga kepada sanggar untuk dipakai menari, bukan disimpan. Putri bungsunya menyampaikan pesan terakhir almarhumah: topeng yang lama tidak dipakai akan lupa wajah orang.',
      ],
    },
  ],
};
