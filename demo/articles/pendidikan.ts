import type { Category } from './types.ts';

export const pendidikan: Category = {
  id: 'pendidikan',
  name: 'Pendidikan',
  articles: [
    {
      slug: 'kapal-pustaka-singgah-di-dua-puluh-pulau',
      title: 'Kapal Pustaka Kembali Berlayar, Singgah di Dua Puluh Pulau',
      summary:
        'Enam ribu buku, dua pustakawan, dan seorang juru mesin yang gemar mendongeng. Kapal kayu ini membawa rak bacaan ke pulau-pulau yang belum memiliki toko buku.',
      date: '2026-11-19',
      mood: 'warm',
      art: 'kapal-pustaka',
      body: [
        'Peluit panjang terdengar dari dermaga Pulau Selayang, dan anak-anak berlarian tanpa sempat memakai sandal. Kapal Pustaka, bekas kapal pengangkut kelapa, kembali berlayar setelah empat bulan menjalani perbaikan lambung. Di lambungnya yang baru dicat biru, tertulis satu kalimat: silakan naik, silakan pinjam.',
        'Pelayaran musim ini akan singgah di dua puluh pulau selama tujuh pekan. Buku boleh dipinjam sampai kapal datang lagi, tanpa kartu dan tanpa denda. Pustakawan Ratih Puspawardani mencatat hanya 3 dari setiap 100 buku yang tidak kembali. “Biasanya karena dibaca sampai lepas halamannya,” katanya.',
        'Di setiap persinggahan, juru mesin Pak Bonar menutup hari dengan dongeng di geladak. Malam itu ia bercerita tentang ikan yang ingin bisa membaca. Sebelum kapal bertolak, seorang anak perempuan menitipkan buku tulisnya sendiri, berisi dua belas cerita, dan meminta agar diletakkan di rak.',
      ],
    },
    {
      slug: 'kelas-malam-di-balai-nelayan',
      title: 'Kelas Malam di Balai Nelayan, Murid Tertua Berusia 71 Tahun',
      summary:
        'Setelah jala digantung, papan tulis diturunkan. Tiga puluh orang dewasa belajar membaca di antara bau garam.',
      date: '2026-11-16',
      mood: 'warm',
      body: [
        'Pukul tujuh malam, balai nelayan Tanjung Kemuning berubah fungsi. Timbangan ikan digeser ke sudut, papan tulis diturunkan dari dinding, dan tiga puluh orang dewasa duduk di bangku kayu yang siangnya dipakai melelang tongkol.',
        'Murid tertua, Nenek Saodah (71), ikut karena ingin membaca surat cucunya tanpa bantuan tetangga. Pekan lalu ia berhasil. “Ternyata isinya minta dikirimi abon,” katanya, disambut tawa seisi ruangan.',
        'Pengajarnya empat guru sekolah dasar yang bergiliran tanpa bayaran. Bahan bacaannya diambil dari kehidupan sehari-hari: label solar, jadwal kapal, resep obat. Menurut pengelola, dari 48 orang yang pernah mendaftar, hanya lima yang berhenti di tengah jalan.',
      ],
    },
    {
      slug: 'kamus-kecil-bahasa-daerah-karya-murid-sd',
      title: 'Murid Sekolah Dasar Menyusun Kamus Kecil Bahasa Ibu',
      summary:
        'Seribu dua ratus kata dikumpulkan dari kakek dan nenek, termasuk sebelas kata untuk menyebut jenis hujan.',
      date: '2026-11-09',
      mood: 'wonder',
      art: 'buku',
      body: [
        'Tugasnya sederhana: tanyakan sepuluh kata kepada orang tertua di rumah. Dua semester kemudian, tugas murid kelas lima SD Lembah Arumba itu menjadi kamus setebal 140 halaman berisi seribu dua ratus kata bahasa ibu mereka.',
        'Setiap lema dilengkapi gambar buatan murid dan nama orang yang menuturkannya. Ada sebelas kata untuk hujan, dari gerimis yang tak membasahi baju sampai hujan yang turun saat matahari terik. Beberapa kata belum pernah tercatat, menurut ahli bahasa yang memeriksa naskahnya.',
        '“Anak saya sekarang sering menelepon neneknya untuk menawar arti kata,” kata Wayan Sutrisna, salah satu orang tua. Kamus itu dapat dipinjam di perpustakaan desa, dan lembar kosong di bagian belakang sengaja disediakan untuk kata yang belum ditemukan.',
      ],
    },
    {
      slug: 'atap-dua-ruang-kelas-roboh-diterjang-angin',
      title: 'Atap Dua Ruang Kelas Roboh Diterjang Angin, Murid Belajar di Balai Desa',
      summary:
        'Tidak ada korban karena kejadian berlangsung pada hari libur. Perbaikan ditargetkan rampung sebelum ujian.',
      date: '2026-11-03',
      mood: 'grave',
      body: [
        'Angin kencang yang datang bersama hujan pada Minggu sore merobohkan atap dua ruang kelas SD Pasir Ubi. Rangka kayu menimpa bangku dan lemari buku. Tidak ada korban karena sekolah sedang libur.',
        'Mulai Selasa, 64 murid kelas tiga dan empat belajar di balai desa yang disekat dengan tripleks. Guru membawa papan tulis kecil, sedangkan buku pelajaran yang basah dijemur di sepanjang pagar sekolah.',
        'Dinas pendidikan kabupaten telah memeriksa bangunan dan menyatakan tiga ruang lain aman dipakai. Perbaikan ditargetkan selesai sebelum ujian akhir semester. Kepala sekolah, Maria Lestari, meminta para orang tua tetap tenang. “Yang rusak atapnya,” ujarnya, “bukan sekolahnya.”',
      ],
    },
    {
      slug: 'guru-ini-mengajar-pecahan-dengan-martabak',
      title: 'Guru Ini Mengajar Pecahan dengan Martabak, Kelasnya Selalu Penuh',
      summary:
        'Soal ulangannya: jika seperdelapan loyang dimakan guru, siapa yang harus mengganti? Semua murid menjawab serempak.',
      date: '2026-10-29',
      mood: 'funny',
      body: [
        'Pelajaran matematika kelas empat di SD Samirana 07 dimulai dengan aroma mentega. Bu Endang Rahayu membuka kardus martabak, mengangkat pisau plastik, lalu bertanya: berapa kali harus memotong agar dua puluh delapan orang mendapat bagian yang sama?',
        'Perdebatan berlangsung sengit. Ada yang mengusulkan membeli dua loyang, ada yang mengusulkan mengurangi jumlah murid. Pada akhirnya kelas sepakat bahwa penyebut yang besar memang adil, tetapi membuat potongannya menyedihkan.',
        'Sejak cara itu dipakai, nilai rata-rata materi pecahan naik dari 61 menjadi 83. Bu Endang mengaku berat badannya juga naik. Untuk bab volume, ia berencana memakai es teh. “Untuk bab sudut, saya masih mencari makanan yang segitiga,” katanya.',
      ],
    },
    {
      slug: 'lomba-pidato-tiga-menit-juri-ikut-tertawa',
      title: 'Lomba Pidato Tiga Menit, Juri Tak Kuasa Menahan Tawa',
      summary:
        'Tema “Hal yang Tidak Diajarkan di Sekolah” melahirkan pidato tentang mencari pasangan kaus kaki dan merayu kucing.',
      date: '2026-10-23',
      mood: 'funny',
      body: [
        'Aturannya ketat: tiga menit, tanpa teks, tanpa kata “pada hakikatnya”. Lomba pidato antarpelajar se-Tanjung Kemuning tahun ini mengangkat tema “Hal yang Tidak Diajarkan di Sekolah”, dan empat puluh peserta menafsirkannya dengan bebas.',
        'Juara pertama, Bima Prasetya (15), berpidato tentang kaus kaki yang selalu hilang sebelah. Ia menawarkan tiga teori, satu grafik, dan sebuah permohonan maaf terbuka kepada ibunya. Ketua juri meminta jeda dua menit untuk mengeringkan air mata.',
        'Juara kedua membahas seni membujuk kucing turun dari lemari; juara ketiga membahas cara menolak ajakan foto bersama dengan sopan. Panitia menyebut lomba ini akan digelar lagi tahun depan, dengan juri yang dilatih menahan tawa.',
      ],
    },
  ],
};
